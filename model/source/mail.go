package source

import (
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // the encodings of mail
	"golang.org/x/net/html"

	"stet/model"
	"stet/model/clean"
	"stet/model/date"
	"stet/model/encoding"
	"stet/model/pattern"
)

// eml is a mail: its words in the part that reads best.
var eml = Format{
	Name: "eml", MediaType: "message/rfc822",
	Extensions: []string{".eml"},
	Doc:        "a mail or newsletter: the part that reads best, forwarded mail included, without pictures and pixels, the footer as boilerplate",
	load: func(a *model.Article, data string) error {
		return readMail(a, data)
	},
}

// ReadMail reads one message.
func ReadMail(data string) (*model.Article, error) {
	a := &model.Article{FileDigest: model.DigestOf(data)}
	if err := readMail(a, data); err != nil {
		return nil, err
	}
	finish(a, &eml)
	return a, nil
}

const (
	mostParts   = 500
	mostNesting = 20
	mostPart    = 32 << 20 // bytes of one part that are read
)

// A letter is the suggestions of a message.
type letter struct {
	plain, html string // of the first parts of their kind, decoded
	parts       int
	attached    int
	forwarded   []*letter
	subject     string
}

var errNoMail = errors.New("it is no mail: it has neither sender nor subject")

// mailHead is what may be before the first field of a mail: the line with which a
// mailbox parts its mails.
var mailHead = pattern.Late(`^(?:From \S[^\n]*\r?\n)?`)

func readMail(a *model.Article, data string) error {
	data = strings.TrimPrefix(data, "\ufeff")
	data = data[len(mailHead().FindString(data)):]
	m, err := message.Read(strings.NewReader(data))
	if m == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return fmt.Errorf("it is no mail: %w", err)
	}
	h := &m.Header
	subject, from := headText(h, "Subject"), headText(h, "From")
	if subject == "" && from == "" {
		return errNoMail
	}
	var l letter
	l.read(m, 0)
	l.fill(a)
	a.Meta.Title = forwardMark().ReplaceAllString(clean.Entities(subject), "")
	if t, err := mail.ParseDate(h.Get("Date")); err == nil {
		a.Meta.Published = t
	} else {
		a.Meta.Published = date.Parse(h.Get("Date"), "")
	}
	sender := senderName(from)
	if h.Get("List-Unsubscribe") != "" || h.Get("List-Id") != "" {
		a.Meta.Publisher = sender
	} else {
		a.Meta.Byline = sender
	}
	if l.attached > 0 {
		a.Notices = append(a.Notices, fmt.Sprintf("%d attached, left out", l.attached))
	}
	if binary(a.Text) {
		return ErrBinary
	}
	labelMail(a)
	labelMailHead(a)
	return nil
}

// headText is a field of the head, decoded; some programs write letters there as they
// are.
func headText(h *message.Header, name string) string {
	text, _ := h.Text(name)
	if !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) {
		if raw := h.Get(name); !utf8.ValidString(raw) {
			text, _ = encoding.Decode(raw)
		}
	}
	return text
}

// forwardMark is what programs put before a subject.
var forwardMark = pattern.Late(`^(?:(?i:re|aw|fwd?|wg|tr|rv|doorst)(?:\[\d+\])?: ?)+`)

// senderName returns the name of a sender, without one the address.
func senderName(from string) string {
	if list, err := mail.ParseAddressList(from); err == nil && len(list) > 0 {
		if list[0].Name != "" {
			return clean.Entities(list[0].Name)
		}
		return list[0].Address
	}
	name, _, _ := strings.Cut(from, "<")
	return clean.Entities(strings.Trim(name, `" `))
}

// read keeps the parts of a message that may be its words.
func (l *letter) read(m *message.Entity, depth int) {
	if l.parts++; l.parts > mostParts || depth > mostNesting {
		return
	}
	kind, _, err := m.Header.ContentType()
	if err != nil || kind == "" {
		kind = "text/plain"
	}
	disposition, _, _ := m.Header.ContentDisposition()
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		l.multipart(m, depth)
	case kind == "message/rfc822":
		inner, err := message.Read(m.Body)
		if inner == nil || err != nil && !message.IsUnknownCharset(err) {
			return
		}
		f := &letter{}
		f.subject, _ = inner.Header.Text("Subject")
		f.read(inner, depth+1)
		l.forwarded = append(l.forwarded, f)
	case disposition == "attachment":
		l.attached++
	case kind == "text/plain" && l.plain == "":
		l.plain = readPart(m.Body)
	case kind == "text/html" && l.html == "":
		l.html = readPart(m.Body)
	case !strings.HasPrefix(kind, "image/") && kind != "text/plain" && kind != "text/html":
		l.attached++
	}
}

func (l *letter) multipart(m *message.Entity, depth int) {
	parts := m.MultipartReader()
	if parts == nil {
		return
	}
	for range mostParts {
		part, err := parts.NextPart()
		if part == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
			return
		}
		l.read(part, depth+1)
	}
}

// readPart reads the words of a part as far as they come.
func readPart(r io.Reader) string {
	data, _ := io.ReadAll(io.LimitReader(r, mostPart))
	text := string(data)
	if !utf8.ValidString(text) {
		text, _ = encoding.Decode(text)
	}
	return encoding.UnixLines(strings.ReplaceAll(text, "\x00", "\uFFFD"))
}

// fill makes the text of a message: of two forms the plain one, unless it is a
// stub or full of addresses.
func (l *letter) fill(a *model.Article) {
	var words model.Article
	if l.html != "" && !l.readsWell() {
		readMailPage(&words, l.html)
	} else {
		plain.read(&words, l.plain)
	}
	var b builder
	b.copyAll(&words)
	for _, f := range l.forwarded {
		if f.subject != "" {
			b.begin(model.Block{Kind: model.Heading, Level: 2})
			b.write(clean.Entities(f.subject))
			b.end()
		}
		var inner model.Article
		f.fill(&inner)
		b.copyAll(&inner)
	}
	b.finish(a)
}

// readMailPage reads the page in a mail: one article as a web page is read; where
// that leaves out half of it, it is a newsletter with several, and all is shown.
func readMailPage(a *model.Article, text string) {
	readPage(a, text, nil, nil)
	story, left := 0, 0
	for i := range a.Blocks {
		b := &a.Blocks[i]
		switch {
		case b.Kind != model.Boilerplate:
			story += b.Range.Len()
		case b.Range.Len() >= leastStory:
			left += b.Range.Len()
		}
	}
	if left > story {
		*a = model.Article{}
		readWhole(a, []string{text})
	}
	a.Notices = nil // of the page in a browser
}

// copyAll adds the blocks of an article.
func (b *builder) copyAll(a *model.Article) {
	for i := range a.Blocks {
		b.copy(a, &a.Blocks[i])
	}
}

// readsWell reports whether the plain form of a message holds most of its words,
// and not an address every few words.
func (l *letter) readsWell() bool {
	plain := len(strings.Fields(l.plain))
	if plain == 0 {
		return false
	}
	if 15*strings.Count(l.plain, "http") > plain {
		return false
	}
	words := 0
	z := html.NewTokenizer(strings.NewReader(l.html))
	for hidden := false; ; {
		switch z.Next() {
		case html.ErrorToken:
			return 10*plain >= 6*words
		case html.StartTagToken:
			name, _ := z.TagName()
			hidden = string(name) == "style" || string(name) == "script" || string(name) == "title"
		case html.EndTagToken:
			hidden = false
		case html.TextToken:
			if !hidden {
				words += len(strings.Fields(string(z.Text())))
			}
		}
	}
}

var (
	// mailTop is a line above a newsletter, mailFoot the beginning of what is
	// below it.
	mailTop  = pattern.Late(`(?i)view (?:this (?:e-?mail|message) )?(?:in|on) (?:your |the |a )?(?:browser|web)|(?:view|read) online|web ?version|im browser|online-version|version en ligne|dans (?:le|votre) navigateur|en (?:el|su|tu) navegador|nel browser|no navegador|in (?:je|uw) browser`)
	mailFoot = pattern.Late(`(?i)\bunsubscrib|\bopt[ -]out\b|\babmelden\b|\babbestellen\b|\bd[ée]sabonn|\bd[ée]sinscri|\bdar(?:se|te) de baja\b|\bcancelar (?:la )?suscripci|\bdisiscri|\bannulla l['’]iscrizione|\bcancelar (?:a )?(?:subscri|inscri)|\buitschrijven\b|\bafmelden\b|\bavregistrer|\bafmeld\b|you(?:['’]re| are)? receiv(?:e|ed|ing) this|because you (?:signed|subscribed|are subscribed)|you (?:signed|subscribed)|sie erhalten diese|vous recevez (?:ce|cet)|recibe(?:s)? este|ricevi questa|update your preferences|manage (?:your )?(?:preferences|subscriptions?)|privacy (?:policy|notice)|terms of (?:use|service)|datenschutz|mentions légales`)
)

// labelMail makes boilerplate of what newsletters put above and below the words,
// and of the mark of a signature with what follows.
func labelMail(a *model.Article) {
	n := len(a.Blocks)
	for i := range a.Blocks[:min(n, 6)] {
		if b := &a.Blocks[i]; b.Range.Len() < longestTeaser && mailTop().MatchString(a.Slice(b.Range)) {
			leaveOut(b)
		}
	}
	for i := n - 1; i >= 0 && n-i <= mostAfter; i-- {
		b := &a.Blocks[i]
		s := a.Slice(b.Range)
		if s == "--" || strings.HasPrefix(s, "-- \n") || len(s) < 3*longestTitle && mailFoot().MatchString(s) {
			if closesStory(a, i) {
				for j := i; j < n; j++ {
					leaveOut(&a.Blocks[j])
				}
			}
		}
	}
}

// labelMailHead makes a heading of a first line that repeats the subject, so that
// what is under it is read as the head of an article.
func labelMailHead(a *model.Article) {
	for i := range a.Blocks[:min(len(a.Blocks), 4)] {
		b := &a.Blocks[i]
		if b.Kind == model.Boilerplate {
			continue
		}
		if s := clean.Entities(a.Slice(b.Range)); s == a.Meta.Title && s != "" {
			b.Kind, b.Level = model.Heading, 1
		}
		break
	}
	labelHead(a)
}
