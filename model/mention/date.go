package mention

import (
	"strings"

	"stet/model/mention/tagger"
)

// The edges of dates follow Recognizers-Text's specifications for English where
// they fit news: a weekday or a month takes its modifier (last Sunday, early
// September), its day and its year; the article before stays outside.

// date returns the token behind the date that begins at i, or i.
func (w *words) date(i int) int {
	s := w.at(i)
	switch w.kind(i) {
	case tagger.Number:
		return w.numberDate(i)
	case tagger.Lower, tagger.Capital, tagger.Upper, tagger.Mixed:
	default:
		return i
	}
	if isModifier(s) {
		j := i + 1
		if isDash(w.at(j)) {
			j++
		}
		if k := w.named(j, true); k > j {
			return k
		}
		if isYear(w.at(j)) && s != "last" && s != "this" && s != "next" {
			return j + 1
		}
		return i
	}
	if j := w.named(i, false); j > i {
		return j
	}
	return w.length(i, isCalendarUnit)
}

// named finds what begins with the name of a day or month; firm is true after a
// modifier, where May and March are certain to be months.
func (w *words) named(i int, firm bool) int {
	s := w.at(i)
	if isWeekday(s) {
		j := i + 1
		if k := w.comma(j); k > 0 {
			if m := w.dayOfMonth(k); m > k {
				return m
			}
			if isMonth(w.at(k)) {
				if m := w.monthDate(k); m > k+1 {
					return m
				}
			}
		}
		return j
	}
	if !isMonth(s) {
		return i
	}
	j := w.monthDate(i)
	if j == i+1 && !firm && (s == "May" || s == "March" || s == "Mar" || s == "Jan" || s == "Jun") && !monthBefore(w.at(i-1)) {
		return i
	}
	return j
}

// comma returns the token at i, or the one behind it if it is a comma.
func (w *words) comma(i int) int {
	if w.at(i) == "," {
		return i + 1
	}
	return i
}

// monthDate reads on from a month: January 13, January 13–15, January 2020,
// January 13, 2020.
func (w *words) monthDate(i int) int {
	j := i + 1
	if w.at(j) == "." && w.glued(j) && isShortMonth(w.at(i)) {
		j++
	}
	switch {
	case isDay(w.at(j)):
		j++
		if isDash(w.at(j)) && isDay(w.at(j+1)) {
			j += 2
		}
		if y := w.comma(j); isYear(w.at(y)) {
			j = y + 1
		}
	case isYear(w.at(j)):
		j++
	case w.at(j) == "," && isYear(w.at(j+1)):
		j += 2
	case w.at(j) == "of" && isYear(w.at(j+1)):
		j += 2
	}
	return j
}

// dayOfMonth reads 13 January 2020 and 13th of January.
func (w *words) dayOfMonth(i int) int {
	if !isDay(w.at(i)) {
		return i
	}
	j := i + 1
	if isDash(w.at(j)) && isDay(w.at(j+1)) {
		j += 2
	}
	if w.at(j) == "of" {
		j++
	}
	if !isMonth(w.at(j)) {
		return i
	}
	j++
	if y := w.comma(j); isYear(w.at(y)) {
		j = y + 1
	}
	return j
}

// numberDate finds what begins with a number: 13 January, 2011, 1990s,
// 2022-23, 2020-01-13, 13/01/2020.
func (w *words) numberDate(i int) int {
	if j := w.dayOfMonth(i); j > i {
		return j
	}
	s := w.at(i)
	if isSlash(w.at(i+1)) && w.glued(i+1) && isDigits(w.at(i+2)) && w.at(i+3) == w.at(i+1) && w.glued(i+3) &&
		isDigits(w.at(i+4)) && isDigits(s) && (isYear(s) || isYear(w.at(i+4)) || len(w.at(i+4)) == 2 && isDay(s)) {
		return i + 5
	}
	if len(s) == 5 && s[4] == 's' && isYear(s[:4]) {
		return i + 1
	}
	if !isYear(s) || !w.standsAlone(i) {
		return w.length(i, isCalendarUnit)
	}
	if next := w.at(i + 2); isDash(w.at(i+1)) && w.glued(i+1) && w.glued(i+2) && isDigits(next) && (len(next) == 2 || isYear(next)) {
		return i + 3
	}
	return i + 1
}

// standsAlone reports whether the year at i is no part of an address, an amount
// or a count.
func (w *words) standsAlone(i int) bool {
	switch p := w.at(i - 1); p {
	case "$", "€", "£", "#", "No.", "No", "/", ":", "@", "-", "+", "about", "than", "nearly", "over", "x", "some":
		return false
	}
	switch n := w.at(i + 1); n {
	case "people", "km", "miles", "metres", "meters", "kilometres", "kilometers", "m", "votes", "points", "seats", "times",
		"GMT", "UTC", "tons", "tonnes", "troops", "soldiers", "years", "%", "hours", "cases", "deaths", "feet":
		return false
	case "/", ":":
		return !w.glued(i + 1)
	}
	return true
}

// length finds lengths that are before a noun, in a unit of the calendar or of
// the clock: nine-month, 10-day; eight-hour.
func (w *words) length(i int, isUnit func(string) bool) int {
	head, unit, found := strings.Cut(w.at(i), "-")
	if found && numeral(head) && isUnit(unit) {
		return i + 1
	}
	if isDigits(head) && isDash(w.at(i+1)) && w.glued(i+1) && w.glued(i+2) && isUnit(w.at(i+2)) {
		return i + 3
	}
	return i
}

func isCalendarUnit(s string) bool {
	switch s {
	case "day", "week", "month", "year", "decade", "century":
		return true
	}
	return false
}

func isClockUnit(s string) bool { return s == "hour" || s == "minute" || s == "second" }

func isSlash(s string) bool { return s == "/" || s == "-" }

func isModifier(s string) bool {
	switch s {
	case "last", "this", "next", "early", "late", "mid", "past", "coming", "Last", "This", "Next", "Early", "Late", "Mid":
		return true
	}
	return false
}

// monthBefore reports whether the word before leaves no doubt that May is a month.
func monthBefore(s string) bool {
	switch s {
	case "in", "since", "of", "by", "until", "till", "from", "to", "through", "between", "and", "In", "Since", "during", "before",
		"after", "for", "–", "-", "every", "on", "By", "From":
		return true
	}
	return false
}

func isWeekday(s string) bool {
	switch s {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
		"Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays",
		"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY":
		return true
	}
	return false
}

func isMonth(s string) bool {
	switch s {
	case "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
		"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
		"Jan.", "Feb.", "Mar.", "Apr.", "Jun.", "Jul.", "Aug.", "Sep.", "Sept.", "Oct.", "Nov.", "Dec.":
		return true
	}
	return false
}

func isShortMonth(s string) bool {
	switch s {
	case "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec":
		return true
	}
	return false
}

// isDay reports whether s is a day of a month: 1 to 31, 1st, 22nd.
func isDay(s string) bool {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	switch s[n:] {
	case "", "st", "nd", "rd", "th":
	default:
		return false
	}
	switch n {
	case 1:
		return s[0] != '0'
	case 2:
		return s[0] < '3' && s[:2] != "00" || s[0] == '3' && s[1] < '2'
	}
	return false
}

// isYear reports whether s is a year from 1500 to 2099.
func isYear(s string) bool {
	return len(s) == 4 && isDigits(s) && (s[0] == '1' && s[1] >= '5' || s[:2] == "20")
}
