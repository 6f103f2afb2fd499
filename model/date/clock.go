package date

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// A clock is a time of day.
type clock struct {
	hour, minute, second, nano int
	given                      bool
}

// zones are the abbreviations that dates use, as offsets in minutes. Those that
// several countries use are as RFC 822 and most news have them.
var zones = map[string]int{
	"z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0,
	"est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
	"ast": -240, "adt": -180, "brt": -180, "art": -180, "clt": -240,
	"cet": 60, "mez": 60, "bst": 60, "west": 60, "cest": 120, "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "trt": 180,
	"ist": 330, "wib": 420, "pkt": 300, "sast": 120, "eat": 180, "wat": 60, "cat": 120, "hkt": 480, "sgt": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "acst": 570, "awst": 480, "nzst": 720, "nzdt": 780,
}

// clock reads a time of day and a zone after a date, and passes over what is
// between the two. Without a time nothing is passed over.
func (p *parser) clock() (c clock, zone int) {
	start := p.at
	if p.at > 0 && len(p.tokens[p.at-1].text) == 14 { // 20250304100000
		t := p.tokens[p.at-1].text
		c.hour, _ = strconv.Atoi(t[8:10])
		c.minute, _ = strconv.Atoi(t[10:12])
		c.second, _ = strconv.Atoi(t[12:14])
		c.given = true
		return c, p.zone()
	}
	for range 3 {
		if !p.skip(",", "t", "|", "-", "–", "—", "·", "/", "at", "um", "à", "as", "às", "kl", ".", "alle", "ore", "a", "las", "om", "o", "godz", "(", "von", "ab", "•", ":", "v", "в", "о", "kell", "la", "lúc", "u", "klo", "saat") {
			break
		}
	}
	half := p.half()
	if !p.hourAndMinute(&c) {
		p.at = start
		return clock{}, 0
	}
	c.given = true
	if half == afternoon && c.hour < 12 {
		c.hour += 12
	} else if half == morning && c.hour == 12 {
		c.hour = 0
	}
	p.noon(&c)
	return c, p.zone()
}

// hourAndMinute reads 10:00, 10:00:59.5, 10.30 Uhr, 10h30, 100000 and 10 am.
func (p *parser) hourAndMinute(c *clock) bool {
	h := p.peek(0)
	if h.number < 0 {
		return false
	}
	if len(h.text) == 6 || len(h.text) == 4 && strings.EqualFold(p.tokens[max(0, p.at-1)].text, "t") { // T100000
		c.hour, c.minute, c.second = h.number/10000, h.number/100%100, h.number%100
		if len(h.text) == 4 {
			c.hour, c.minute, c.second = h.number/100, h.number%100, 0
		}
		p.at++
		return c.hour < 24 && c.minute < 60 && c.second < 61
	}
	if len(h.text) > 2 || h.number > 24 {
		return false
	}
	sep, m := strings.ToLower(p.peek(1).text), p.peek(2)
	asian := sep == "時" || sep == "时" || sep == "点" || sep == "시"
	colon := sep == ":" || sep == "h" || asian || sep == "." && strings.EqualFold(p.peek(3).text, "uhr")
	short := asian || sep == ":" && p.peek(3).text == ":" && p.peek(4).number >= 0 // 1:2:3
	if !colon || m.number < 0 || m.number > 59 || len(m.text) != 2 && !short {
		c.hour = h.number
		p.at++
		return sep == "am" || sep == "pm" || sep == "uhr" || asian && p.skip(sep)
	}
	c.hour, c.minute = h.number, m.number
	p.at += 3
	p.skip("分", "분")
	if s := p.peek(1); p.peek(0).text == ":" && s.number >= 0 && s.number < 61 && len(s.text) <= 2 {
		c.second = min(s.number, 59)
		p.at += 2
		if f := p.peek(1); (p.peek(0).text == "." || p.peek(0).text == ",") && f.number >= 0 && !f.blank {
			c.nano, _ = strconv.Atoi((f.text + "000000000")[:9])
			p.at += 2
		}
	}
	return true
}

// noon reads am, pm and what languages say after a time.
func (p *parser) noon(c *clock) {
	switch next := strings.ToLower(p.peek(0).text); next {
	case "am", "pm", "a", "p":
		if len(next) == 1 && (p.peek(1).text != "." || !strings.EqualFold(p.peek(2).text, "m")) {
			return
		}
		if next[0] == 'p' && c.hour < 12 {
			c.hour += 12
		} else if next[0] == 'a' && c.hour == 12 {
			c.hour = 0
		}
		p.at++
		if len(next) == 1 {
			p.at += 2
			p.skip(".")
		}
	case "uhr", "h", "hs", "hrs", "uur":
		p.at++
	}
}

// american are abbreviations of which only capitals are meant: "et" is a word.
var american = map[string]int{"ET": -300, "CT": -360, "MT": -420, "PT": -480}

// areas are the first halves of the names of zones: Europe/Berlin.
var areas = []string{"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "Etc"}

// zone reads a zone: Z, GMT, +0100, -05:00, UTC+02:00, CET, Europe/Berlin. It returns
// seconds east of Greenwich. A name in square brackets tells once more what an offset
// says.
func (p *parser) zone() int {
	if p.peek(0).text == "(" && (p.peek(1).text == "GMT" || p.peek(1).text == "UTC") {
		p.at++
		defer p.skip(")")
	}
	at := p.at
	offset := p.offset()
	given := p.at > at
	if p.peek(0).text != "[" {
		p.named(given)
		return offset
	}
	for n := 1; n < 8; n++ {
		if p.peek(n).text == "]" {
			end := p.at + n + 1
			p.at++
			p.named(given)
			p.at = end
			break
		}
	}
	return offset
}

// named reads the name of a zone by its place, unless an offset is given already.
func (p *parser) named(given bool) {
	if !slices.Contains(areas, p.peek(0).text) || p.peek(1).text != "/" {
		return
	}
	end := p.at + 2
	for end < len(p.tokens) && p.tokens[end].number < 0 && !p.tokens[end].blank && p.tokens[end].text != "]" {
		end++
	}
	place, err := time.LoadLocation(p.text[p.tokens[p.at].start:p.tokens[min(end, len(p.tokens))-1].end])
	if err != nil && given {
		return
	}
	p.at = end
	if err == nil && !given {
		p.place = place
	}
}

// offset reads what a zone is away from Greenwich, in seconds.
func (p *parser) offset() int {
	minutes, named := zones[strings.ToLower(p.peek(0).text)]
	if !named {
		minutes, named = american[p.peek(0).text]
	}
	if named {
		p.at++
		minutes *= 60
	}
	sign := p.peek(0).text
	if sign != "+" && sign != "-" && sign != "−" {
		return minutes
	}
	h := p.peek(1)
	if h.number < 0 || h.blank {
		return minutes
	}
	offset := 0
	switch {
	case len(h.text) == 4:
		offset = h.number/100*3600 + h.number%100*60
		p.at += 2
	case len(h.text) <= 2 && p.peek(2).text == ":" && p.peek(3).number >= 0:
		offset = h.number*3600 + p.peek(3).number*60
		p.at += 4
	case len(h.text) <= 2:
		offset = h.number * 3600
		p.at += 2
	default:
		return minutes
	}
	if offset > 15*3600 {
		return minutes
	}
	if sign != "+" {
		offset = -offset
	}
	return offset
}

// assemble makes a time in a zone or at a place, unless there is no such day.
func assemble(y int, m time.Month, d int, c clock, zone int, place *time.Location) (time.Time, bool) {
	if m < 1 || m > 12 || d < 1 || d > 31 || c.hour > 24 {
		return time.Time{}, false
	}
	loc := time.UTC
	if zone != 0 {
		loc = time.FixedZone("", zone)
	}
	if place != nil {
		loc = place
	}
	t := time.Date(y, m, d, 0, 0, 0, 0, loc)
	if t.Day() != d {
		return time.Time{}, false
	}
	return t.Add(time.Duration(c.hour)*time.Hour + time.Duration(c.minute)*time.Minute + time.Duration(c.second)*time.Second + time.Duration(c.nano)), true
}
