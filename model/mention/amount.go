package mention

import (
	"stet/model/mention/tagger"
)

// words is a tokenised stretch of text, read by the rules for dates and amounts.
type words struct {
	text   string
	tokens []tagger.Token
}

// at returns the ith token's text, or "" beyond the edges.
func (w *words) at(i int) string {
	if i < 0 || i >= len(w.tokens) {
		return ""
	}
	return w.text[w.tokens[i].Start:w.tokens[i].End]
}

func (w *words) kind(i int) tagger.TokenKind {
	if i < 0 || i >= len(w.tokens) {
		return tagger.Sign
	}
	return w.tokens[i].Kind
}

func (w *words) glued(i int) bool { return i >= 0 && i < len(w.tokens) && w.tokens[i].Glued }

// amount returns the type of the date or amount that begins at token i and the
// token behind it; "" if none does.
func (w *words) amount(i int) (Type, int) {
	switch w.kind(i) {
	case tagger.Number:
		if j := w.money(i); j > i {
			return Money, j
		}
		if j := w.percent(i); j > i {
			return Percent, j
		}
		if j := w.clock(i); j > i {
			return Time, j
		}
	case tagger.Sign, tagger.Upper, tagger.Mixed:
		if j := w.money(i); j > i {
			return Money, j
		}
	case tagger.Lower, tagger.Capital:
		if numeral(w.at(i)) {
			if j := w.money(i); j > i {
				return Money, j
			}
			if j := w.percent(i); j > i {
				return Percent, j
			}
		}
		if isMoment(w.at(i)) {
			return Time, i + 1
		}
		if isCurrencyCode(w.at(i)) { // Rs 500, A$5
			if j := w.money(i); j > i {
				return Money, j
			}
		}
	}
	if j := w.date(i); j > i {
		return Date, j
	}
	if j := w.length(i, isClockUnit); j > i {
		return Time, j
	}
	return "", i
}

// quantity returns the token behind a number and its magnitude: 5, 2.5 million,
// two hundred; i if absent. Grouped and hyphened ranges count (10-15).
func (w *words) quantity(i int) int {
	j := i
	for w.kind(j) == tagger.Number || j > i && numeral(w.at(j)) || j == i && numeral(w.at(j)) {
		j++
		if isDash(w.at(j)) && w.glued(j) && w.kind(j+1) == tagger.Number && w.glued(j+1) {
			j++
		}
	}
	for j > i && isMagnitude(w.at(j)) {
		j++
	}
	return j
}

func (w *words) money(i int) int {
	j := i
	switch n := w.at(j + 1); {
	case !isCurrencyCode(w.at(j)):
	case isCurrencySign(n), w.kind(j+1) == tagger.Number && len(w.at(j)) > 1: // A 5 per cent rise
		j++
	case n == "." && w.at(j) == "Rs" && w.kind(j+2) == tagger.Number:
		j += 2
	}
	if isCurrencySign(w.at(j)) {
		j++
	}
	if j > i {
		if w.kind(j) != tagger.Number {
			return i
		}
		j = w.quantity(j)
		if isCurrencyWord(w.at(j)) {
			j++
		}
		return j
	}
	if j = w.quantity(i); j == i {
		return i
	}
	k := j
	if isNation(w.at(k)) {
		k++
	}
	if isCurrencyWord(w.at(k)) && (!isWeightToo(w.at(k)) || isMagnitude(w.at(k-1))) || w.kind(i) == tagger.Number && isCurrencySign(w.at(k)) && w.at(k) != "$" {
		return k + 1
	}
	return i
}

func (w *words) percent(i int) int {
	j := w.quantity(i)
	if j == i {
		return i
	}
	switch w.at(j) {
	case "%", "percent", "pct", "pc":
		return j + 1
	case "per":
		if w.at(j+1) == "cent" {
			return j + 2
		}
	case "percentage":
		if w.at(j+1) == "points" || w.at(j+1) == "point" {
			return j + 2
		}
	}
	return i
}

// clock finds times of day: 10:30, 6am, 5.30 p.m.
func (w *words) clock(i int) int {
	n := w.at(i)
	if l := len(n); l > 2 && (n[l-2:] == "am" || n[l-2:] == "pm") && isDigits(n[:l-2]) {
		return i + 1
	}
	j := i + 1
	if isDigits(n) && len(n) <= 2 && w.at(j) == ":" && w.glued(j) && w.glued(j+1) && len(w.at(j+1)) >= 2 && isDigits(w.at(j + 1)[:2]) {
		j += 2
		if h := w.half(j); h > j {
			return h
		}
		if len(w.at(j-1)) == 2 {
			return j
		}
		if l := w.at(j - 1)[2:]; l == "am" || l == "pm" {
			return j
		}
		return i
	}
	if h := w.half(j); h > j && len(n) <= 5 {
		return h
	}
	if w.at(j) == "o’clock" || w.at(j) == "o'clock" {
		return j + 1
	}
	return i
}

// half returns the token behind am or pm in any spelling.
func (w *words) half(i int) int {
	switch w.at(i) {
	case "am", "pm", "AM", "PM", "a.m.", "p.m.", "A.M.", "P.M.", "a.m", "p.m":
		return i + 1
	case "a", "p":
		if w.at(i+1) == "." && w.at(i+2) == "m" {
			if w.at(i+3) == "." && w.glued(i+3) {
				return i + 4
			}
			return i + 3
		}
	}
	return i
}

func isMoment(s string) bool {
	switch s {
	case "noon", "midnight", "midday", "Noon", "Midnight":
		return true
	}
	return false
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" || s == "‑" }

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// numeral reports whether s is a number in words.
func numeral(s string) bool {
	switch s {
	case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
		"forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand",
		"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Twenty", "Thirty", "Fifty":
		return true
	}
	return false
}

func isMagnitude(s string) bool {
	switch s {
	case "thousand", "million", "billion", "trillion", "hundred", "m", "bn", "mn", "crore", "lakh", "crores", "lakhs",
		"million-plus", "Million", "Billion":
		return true
	}
	return false
}

func isCurrencySign(s string) bool {
	switch s {
	case "$", "€", "£", "¥", "₹", "₽", "₩", "₦", "₪", "฿", "₱", "₫":
		return true
	}
	return false
}

func isCurrencyCode(s string) bool {
	switch s {
	case "US", "A", "C", "NZ", "HK", "S", "NT", "R", "RM", "Rs", "USD", "EUR", "GBP", "JPY", "CNY", "INR", "AUD",
		"CAD", "CHF", "RUB", "TL", "QR", "Dh", "AED", "SAR", "PKR", "JMD", "RMB", "Tk", "BND", "SGD", "HKD", "KES", "ZAR", "NGN":
		return true
	}
	return false
}

func isCurrencyWord(s string) bool {
	switch s {
	case "dollars", "dollar", "euros", "euro", "pounds", "yen", "yuan", "rupees", "rubles", "roubles", "francs", "pesos",
		"cents", "pence", "lira", "liras", "shekels", "riyals", "dirhams", "dinars", "won", "marks", "krona", "kronor",
		"baht", "ringgit", "rand", "naira", "shillings", "reais", "bolivars":
		return true
	}
	return false
}

// isWeightToo reports whether a currency's name is a weight or a verb as well:
// 236 pounds, the 5 won.
func isWeightToo(s string) bool { return s == "pounds" || s == "won" || s == "marks" || s == "rand" }

// isNation reports whether s is between a number and its currency: five
// million Canadian dollars.
func isNation(s string) bool {
	switch s {
	case "US", "U.S.", "Canadian", "Australian", "Hong", "Singapore", "Jamaican", "Taiwan", "Swiss", "Mexican", "Russian", "Turkish":
		return true
	}
	return false
}
