package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A cause is why an element is no part of a story: a row of the table of names.
type cause struct {
	name string
	// share is how much of the page's prose the element may hold and still be
	// believed, from 0 to 1.
	share float64
	// words are the names: class words, or two adjacent ones written as one
	// ("postmeta" for post-meta, post_meta, postMeta).
	words string
	// prefixes are what class words begin with.
	prefixes string
}

// causes is the table of what sites call the parts of a page that are no part
// of its story. The first row that matches counts.
var causes = []cause{
	{"comments", 0.95,
		"comment comments kommentar kommentare commentaires comentarios respond cmt cmts replies disqus livefyre leserbriefe leserkommentare opinions pinglist trackbacks trackback commentlist commentarea livecomments userinput customerreviews userreviews productreviews kundenbewertungen kundenrezensionen jdgm yotpo bazaarvoice trustpilot",
		"comments commentl commentf commentr kommentare disqus comentario commentaire commenti leserkomm"},
	{"consent", 0.9,
		"gdpr dsgvo pushlayer notification notifications cmp ccpa ccwindow ccbanner ccmessage cookie cookies onetrust usercentrics klaro borlabs",
		"cookie consent onetrust borlabs didomi"},
	{"navigation", 0.3,
		"nav navi navbar navigation subnav menu submenu pager paging pagination skiplink skiplinks breadcrumb breadcrumbs crumbs prevnext postnav nextprev searchform topbar toolbar sitemap offcanvas",
		"breadcrumb paginat navigation navbar mainnav megamenu postnavigation"},
	{"sharing", 0,
		"share shares sharing shareline sharebar sharer social socials socialmedia addthis addtoany sharedaddy shariff teilen likes likebox facebook fblike twitter tweet whatsapp followus print printen feedback rating ratings vote votes likebutton claps",
		"share sharing social addtoany addthis heateor sharedadd sociable shariff"},
	{"related", 0.3,
		"related relateds recirc recirculation outbrain taboola mostread mostpopular popular trending crosslinks yarpp readnext readalso readmore morestories morenews moreposts morefrom upnext alsoread youmaylike seealso similar verwandt aehnlich linklist linkliste nextarticle prevarticle interlinks plista ligatus meistgelesen linkbox recommended recommendations suggested similarposts weiterlesen",
		"related recommend outbrain taboola yarpp recirc mostread crosslink jprelated plista"},
	{"advertisement", 0.3,
		"ad ads adv advert adverts advertisement advertising adsense adsbygoogle adbox adslot adcontainer adwrapper dfp gpt anzeige anzeigen werbung werbeanzeige sponsor sponsored sponsors promo promos promotion publicidad publicite pubblicita reklama affiliate shop partnerlinks",
		"advert adsense adsby adslot adcontainer sponsor promobox werbung anzeige publicid"},
	{"gallery", 0.3,
		"gallery galleries slider carousel slideshow swiper bildergalerie fotogalerie fotostrecke bilderstrecke galerie galeria photogallery imagegallery slick flickity",
		"slideshow carousel bildergal fotogal fotostreck"},
	{"player", 0.3,
		"player audioplayer videoplayer jwplayer videojs mejs plyr playercontrols",
		"audioplayer videoplayer jwplayer"},
	{"login", 0.95,
		"login loginform signin logon register registration passwordform forgotpassword",
		"loginf loginb signinf"},
	{"sign-up", 0.8,
		"newsletter newsletters subscribe subscribebox subscription signup registrierung abo donate donation donations spenden mailchimp mc4wp optin paywalloverlay callout cta",
		"newsletter subscri signup mailchimp mc4wp donat optin"},
	{"metadata", 0.25,
		"byline dateline timestamp postmeta entrymeta articlemeta metainfo posttags entrytags articletags tags tagcloud taglist tagslist tagged keywords postinfo entryinfo articleinfo postdate entrydate articledate postfooter entryfooter articlefooter entryutility postcategories catlinks metadata postauthor editsection submitted breadcrumbbar",
		"byline dateline tagcloud entrymeta postmeta"},
	{"author box", 0.4,
		"authorbox authorbio authorinfo authorcard authordetails aboutauthor abouttheauthor authordescription authorprofile bio vcardauthor autorenbox autorinfo authordesc autor autoren authors author postauthorbox profile",
		"authorbox authorbio aboutauthor autorenbox autorenprofil"},
	{"surroundings", 0.15,
		"sidebar sidebars sidebarleft sidebarright sidecol rightcol leftcol rightcolumn leftcolumn rail aside footer sitefooter colophon banner masthead topheader siteheader popup modal overlay lightbox dialog toast lang languages disclaimer impressum copyright credits imprint teaserlist teasers tableofcontents toccontainer eztoc factbox faktenbox infokasten visuallyhidden screenreadertext sronly srtext noprint ticker newsticker",
		"sidebar footer popup modal offcanvas screenreader"},
	{"widget", 0.15,
		"widget widgets widgetarea", "widget"},
}

// A naming is what the names of an element say.
type naming struct {
	cause int // index into causes, -1 for none
	body  int // how strongly it is called the text of an article, 0 to 3
}

// bodyNames are what sites call the element that holds an article's text, two
// adjacent words written as one.
var bodyNames = index(map[int]string{
	3: "articlebody articletext articlecontent storybody storytext storycontent entrycontent postcontent postbody posttext entrybody entrytext newstext newscontent newsbody contentbody bodytext bodycopy textbody fulltext maintext articlemain singlecontent thecontent blogpostcontent blogcontent blogbody pagecontent mwparseroutput artikeltext artikelinhalt artikelbody articulo noticia newsarticle nota cuerpo theiacontent richtext tdpostcontent ceitemscontent detailtext detailcontent newsdetail newssingle",
	2: "article story post entry hentry artikel beitrag articledetail articlewrapper articlecontainer contentmain maincontent contentarea primarycontent mainarticle single",
	1: "content main text inhalt body maincol primary contenido contenu",
})

func index(lists map[int]string) map[string]int {
	m := map[string]int{}
	for n, list := range lists {
		for word := range strings.FieldsSeq(list) {
			m[word] = n
		}
	}
	return m
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

var causeWords, causePrefixes = func() (words, prefixes map[string]int) {
	words, prefixes = map[string]int{}, map[string]int{}
	for i := len(causes) - 1; i >= 0; i-- {
		for word := range strings.FieldsSeq(causes[i].words) {
			words[word] = i
		}
		for word := range strings.FieldsSeq(causes[i].prefixes) {
			prefixes[word] = i
		}
	}
	return words, prefixes
}()

const (
	longestNames  = 1000 // of class and id, in bytes; beyond it they are a program's
	shortestStart = 6    // of a prefix in the table
	longestStart  = 16
)

// A nameReader reads what elements are called, by class and id, and keeps it.
type nameReader map[string]naming

// of reads class and id of an element.
func (r nameReader) of(n *html.Node) naming {
	names := Attr(n, "class") + " " + Attr(n, "id")
	if len(names) < 3 || len(names) > longestNames {
		return naming{cause: -1}
	}
	if is, ok := r[names]; ok {
		return is
	}
	is := naming{cause: -1}
	for name := range strings.FieldsSeq(names) {
		is.read(name)
	}
	r[names] = is
	return is
}

// read reads one class or id: its words, and two and three adjacent ones as one.
func (is *naming) read(name string) {
	words := wordsOf(name)
	for i, word := range words {
		is.see(word)
		if i == 0 || len(words[i-1]) == 1 { // a random name: aDs
			continue
		}
		is.see(words[i-1] + word)
		if i > 1 {
			is.see(words[i-2] + words[i-1] + word)
		}
	}
}

func (is *naming) see(word string) {
	is.body = max(is.body, bodyNames[word])
	c, ok := causeWords[word]
	for n := min(len(word), longestStart); !ok && n >= shortestStart-1; n-- {
		c, ok = causePrefixes[word[:n]]
	}
	if ok && (is.cause < 0 || causes[c].share > causes[is.cause].share) {
		is.cause = c
	}
}

// wordsOf parts a class name at its signs and at capitals within it.
func wordsOf(name string) []string {
	var words []string
	start := 0
	add := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
		start = end
	}
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '-' || c == '_' || c == ':' || c == '.' || c == '/':
			add(i)
			start = i + 1
		case 'A' <= c && c <= 'Z' && i > 0 && 'a' <= name[i-1] && name[i-1] <= 'z':
			add(i)
		}
	}
	add(len(name))
	return words
}

// ampCauses are the elements of AMP that hold no story, and why.
var ampCauses = map[string]string{
	"amp-sidebar": "navigation", "amp-mega-menu": "navigation", "amp-next-page": "related", "amp-consent": "consent", "amp-user-notification": "consent",
	"amp-ad": "advertisement", "amp-embed": "advertisement", "amp-sticky-ad": "advertisement", "amp-lightbox": "dialog", "amp-social-share": "sharing",
	"amp-state": "hidden", "amp-subscriptions-dialog": "dialog",
}

// roleCause returns the cause that the kind and the role of an element name, and
// how much prose it may hold; "" for none.
func roleCause(n *html.Node) (string, float64) {
	switch n.DataAtom {
	case atom.Nav, atom.Menu:
		return "navigation", 0.4
	case atom.Aside:
		return "aside", 0.3
	case atom.Footer:
		return "footer", 0.2
	case atom.Button, atom.Option:
		return "control", 0.1
	case atom.Dialog:
		return "dialog", 0.6
	case atom.Form:
		return "form", 0.15
	}
	if c, ok := ampCauses[n.Data]; ok {
		return c, 0.9
	}
	switch strings.ToLower(Attr(n, "role")) {
	case "navigation", "menu", "menubar", "search", "tablist", "toolbar":
		return "navigation", 0.4
	case "dialog", "alertdialog":
		return "dialog", 0.9
	case "complementary":
		return "aside", 0.3
	case "contentinfo", "banner":
		return "footer", 0.2
	}
	return "", 0
}
