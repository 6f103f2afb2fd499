package prose

import (
	"io"
	"strconv"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// control reads what follows a backslash.
func (d *rtf) control() error {
	c, err := d.in.ReadByte()
	if err != nil {
		return err
	}
	if letter(c) {
		return d.word(c)
	}
	switch c {
	case '\'':
		return d.hex()
	case '\\', '{', '}':
		return d.literal(c)
	case '~':
		return d.char("\u00A0")
	case '_':
		return d.char("\u2011")
	case '*':
		d.star = true
	case '\r', '\n':
		return d.endParagraph()
	}
	return nil // \- is a hyphen that shows only at a line's end
}

func letter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func (d *rtf) literal(c byte) error {
	if d.pending > 0 {
		d.pending--
		return nil
	}
	d.bytes = append(d.bytes, c)
	return nil
}

func (d *rtf) hex() error {
	var two [2]byte
	if _, err := io.ReadFull(d.in, two[:]); err != nil {
		return io.EOF
	}
	if n, err := strconv.ParseUint(string(two[:]), 16, 8); err == nil {
		return d.literal(byte(n))
	}
	return nil
}

// char writes a character that has a control of its own.
func (d *rtf) char(s string) error {
	if d.pending > 0 {
		d.pending--
		return nil
	}
	d.flush()
	d.write(s)
	return nil
}

// word reads a control word with its number, and the blank that ends it.
func (d *rtf) word(c byte) error {
	name := make([]byte, 0, 32)
	for ; letter(c); c, _ = d.in.ReadByte() { // 0 at the end
		if len(name) < cap(name) {
			name = append(name, c)
		}
	}
	digits := make([]byte, 0, 12)
	for ; c == '-' && len(digits) == 0 || '0' <= c && c <= '9'; c, _ = d.in.ReadByte() {
		if len(digits) < cap(digits) {
			digits = append(digits, c)
		}
	}
	if c != ' ' {
		if d.in.UnreadByte() != nil {
			return io.EOF
		}
	}
	n, err := strconv.Atoi(string(digits))
	star := d.star
	d.star = false
	return d.do(string(name), n, err == nil, star)
}

// chars are the control words that stand for a character.
var chars = map[string]string{
	"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200D", "zwnj": "\u200C", "ltrmark": "\u200E", "rtlmark": "\u200F",
}

// destinations are the control words that say what a group is for.
var destinations = map[string]destination{
	"fonttbl": fontTable, "stylesheet": styleSheet, "fldinst": fieldCode, "footnote": footnote, "listtext": listText, "pntext": listText,
	"title": infoTitle, "author": infoAuthor, "creatim": infoCreated, "revtim": infoRevised, "info": skipped,
	"colortbl": skipped, "header": skipped, "headerl": skipped, "headerr": skipped, "headerf": skipped,
	"footer": skipped, "footerl": skipped, "footerr": skipped, "footerf": skipped, "pict": skipped, "object": skipped, "annotation": skipped,
	"listtable": skipped, "revtbl": skipped, "xe": skipped, "tc": skipped, "nonshppict": skipped, "themedata": skipped, "filetbl": skipped,
	"subject": skipped, "keywords": skipped, "operator": skipped, "doccomm": skipped, "company": skipped, "manager": skipped, "category": skipped, "printim": skipped, "buptim": skipped,
	"sn": skipped, "sv": skipped, "shp": body, "shptxt": body, "shpinst": body,
}

// do carries out a control word.
func (d *rtf) do(word string, n int, has, star bool) error {
	if s, ok := chars[word]; ok {
		return d.char(s)
	}
	if dest, ok := destinations[word]; ok {
		d.enter(word, dest)
		return nil
	}
	switch word {
	case "u":
		return d.unicode(n)
	case "bin":
		_, err := io.CopyN(io.Discard, d.in, int64(max(n, 0)))
		return err
	case "par":
		return d.endParagraph()
	case "cell", "nestcell":
		d.para.table = true
		err := d.endParagraph()
		d.cell++
		return err
	case "row", "nestrow":
		d.cell = 0
		return nil
	case "sect", "page":
		d.flush()
		if !d.main.empty() {
			if err := d.endParagraph(); err != nil {
				return err
			}
		}
		d.breaks = true
		return nil
	case "ansicpg":
		if enc := codePage(n); enc != nil {
			d.page = enc
		}
		return nil
	}
	d.flush()
	if !d.property(word, n, !has || n != 0) && star {
		d.state.dest = skipped
	}
	return nil
}

// enter makes the group at hand one of a destination.
func (d *rtf) enter(word string, dest destination) {
	d.flush()
	switch outer := d.state.dest; {
	case outer == skipped && (word == "title" || word == "author" || word == "creatim" || word == "revtim"): // of \info
	case outer != body && outer != dest, dest == body:
		return
	}
	if word == "annotation" {
		d.facts.Comments++
	}
	if word == "pict" {
		d.facts.Pictures++
	}
	if dest == infoCreated || dest == infoRevised {
		d.stamp = [5]int{}
	}
	d.state.dest = dest
	d.words.Reset()
}

// property carries out a control word that says how text looks; false where it
// is not known.
func (d *rtf) property(word string, n int, on bool) bool {
	st := &d.state
	switch word {
	case "pard":
		d.para = rtfParagraph{marker: d.para.marker}
	case "plain":
		st.look, st.hidden, st.deleted = look{href: st.href}, false, false
	case "b":
		st.strong = on
	case "i":
		st.emphasis = on
	case "fs":
		st.size = float64(n) / 2
	case "v":
		st.hidden = on
	case "deleted":
		if st.deleted = on; on {
			d.facts.Deleted++
		}
	case "revised":
		if on {
			d.facts.Inserted++
		}
	case "uc":
		st.skip = max(0, n)
	case "f":
		st.font = n
	case "qc":
		d.para.centre = true
	case "ql", "qr", "qj":
		d.para.centre = false
	case "intbl":
		d.para.table = true
	case "outlinelevel":
		d.para.level = n + 1
	case "s":
		st.style, d.para.style = n, n
	case "pagebb", "sbkpage":
		d.breaks = true
	case "fcharset":
		if enc := codePage(charsets[n]); enc != nil && st.dest == fontTable {
			d.fonts[st.font] = enc
		}
	case "yr", "mo", "dy", "hr", "min":
		d.stamp[map[string]int{"yr": 0, "mo": 1, "dy": 2, "hr": 3, "min": 4}[word]] = n
	default:
		return false
	}
	return true
}

// unicode writes a character by its number, of which half a pair waits for the other.
func (d *rtf) unicode(n int) error {
	d.flush()
	r := rune(uint16(n))
	d.pending = d.state.skip
	switch {
	case utf16.IsSurrogate(r) && d.high == 0:
		d.high = r
		return nil
	case d.high != 0:
		r = utf16.DecodeRune(d.high, r)
		d.high = 0
	}
	d.write(string(r))
	return nil
}

// charsets are the code pages of the character sets of fonts.
var charsets = map[int]int{
	0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}

// codePage returns the encoding of a code page of Windows, nil if it is not known.
func codePage(n int) encoding.Encoding {
	switch n {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 866:
		return charmap.CodePage866
	case 874:
		return charmap.Windows874
	case 932:
		return japanese.ShiftJIS
	case 936:
		return simplifiedchinese.GBK
	case 949:
		return korean.EUCKR
	case 950:
		return traditionalchinese.Big5
	case 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258:
		return []encoding.Encoding{charmap.Windows1250, charmap.Windows1251, charmap.Windows1252, charmap.Windows1253, charmap.Windows1254,
			charmap.Windows1255, charmap.Windows1256, charmap.Windows1257, charmap.Windows1258}[n-1250]
	case 10000:
		return charmap.Macintosh
	}
	return nil
}
