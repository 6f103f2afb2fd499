package keys

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// qwerty are the keys of three rows, and layouts what is on the same keys where
// other letters are written. A blank is a key that types none of its own.
const qwerty = "qwertyuiop[]asdfghjkl;'zxcvbnm,./"

var layouts = []string{
	"йцукенгшщзхъфывапролджэячсмитьбю.", // Russian
	"йцукенгшщзхїфівапролджєячсмитьбю.", // Ukrainian
	" ςερτυθιοπ  ασδφγηξκλ  ζχψωβνμ   ", // Greek
	"  קראטוןםפ  שדגכעיחלךף זסבהנמצתץ ", // Hebrew
	"ضصثقفغعهخحجدشسيبلاتنمكطئءؤر ىةوزظ", // Arabic
	"ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ  ㅁㄴㅇㄹㅎㅗㅓㅏㅣ  ㅋㅌㅊㅍㅠㅜㅡ   ", // Korean
}

// latin is the Latin key for each letter of the layouts.
var latin = sync.OnceValue(func() map[rune]rune {
	m := map[rune]rune{}
	for _, layout := range layouts {
		i := 0
		for _, r := range layout {
			if r >= utf8.RuneSelf {
				m[r] = rune(qwerty[i])
				if up := unicode.ToUpper(r); up != r {
					m[up] = unicode.ToUpper(rune(qwerty[i]))
				}
			}
			i++
		}
	}
	return m
})

// Latin returns the key that a keyboard with Latin letters has in the place of a
// letter of a Russian, Ukrainian, Greek, Hebrew, Arabic or Korean one: commands and
// labels are typed without changing the layout. It is "" for any other key.
func Latin(key string) string {
	r, n := utf8.DecodeRuneInString(key)
	if n != len(key) || r < utf8.RuneSelf {
		return ""
	}
	if l, known := latin()[r]; known {
		return string(l)
	}
	return ""
}
