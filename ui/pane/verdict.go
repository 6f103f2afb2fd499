package pane

// verdicts are the sign and the role of what a claim was found to be, by the codes of
// FEVER, the same in every pane.
var verdicts = map[string]struct{ sign, role string }{
	"SUPPORTS":        {"✓", "verdict.supported"},
	"REFUTES":         {"✗", "verdict.refuted"},
	"NOT ENOUGH INFO": {"~", "verdict.unsure"},
}

// Verdict returns the sign and the role of a verdict; "" of none.
func Verdict(code string) (sign, role string) {
	v := verdicts[code]
	return v.sign, v.role
}

// stances are the sign and the role of a stance.
var stances = map[string]struct{ sign, role string }{
	"FAVOR": {"+", "stance.for"}, "AGAINST": {"−", "stance.against"}, "NONE": {"·", "stance.neither"},
}

// Stance returns the sign and the role of a stance by its code; "" of none.
func Stance(code string) (sign, role string) {
	s := stances[code]
	return s.sign, s.role
}
