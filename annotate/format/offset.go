package format

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// An offset is a place in a text, in the unit of its file, as JSON has it: a whole
// number, or what tables and scripts make of one on the way, 8.0 and "8".
type offset int

func (o *offset) UnmarshalJSON(data []byte) error {
	n, err := strconv.ParseFloat(strings.Trim(string(data), `" `), 64)
	if err != nil || n != math.Trunc(n) || math.Abs(n) > math.MaxInt32 {
		return fmt.Errorf("%.40s is no offset", data)
	}
	*o = offset(n)
	return nil
}

// offsetIn reads an offset, false where the file gives no number.
func offsetIn(raw json.RawMessage) (int, bool) {
	var o *offset
	if len(raw) == 0 || json.Unmarshal(raw, &o) != nil || o == nil {
		return 0, false
	}
	return int(*o), true
}

// spanIn reads two, of which the second is not before the first.
func spanIn(from, to json.RawMessage) (start, end int, ok bool) {
	start, ok1 := offsetIn(from)
	end, ok2 := offsetIn(to)
	return start, end, ok1 && ok2 && start >= 0 && end >= start
}

var errNoSpan = errors.New("a span without start and end")

// isSpan reports whether two offsets that a file gives or leaves out are a span.
func isSpan(start, end *offset) bool {
	return start != nil && end != nil && *start >= 0 && *end >= *start
}
