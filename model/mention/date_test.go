package mention

import "testing"

func TestDatesAndAmounts(t *testing.T) {
	for _, want := range []string{
		"They met on [DATE Tuesday], [DATE last Friday] and [DATE next Monday].",
		"It rained in [DATE early March], in [DATE late 2019] and in [DATE mid-April].",
		"On [DATE January 13] and [DATE 13 January 2020], and on [DATE Sept. 30, 2019].",
		"The vote of [DATE Tuesday, June 28] was the first since [DATE May 2016].",
		"From [DATE 1998] to [DATE 2005], and in the [DATE 1990s].",
		"It may march in [DATE May] or in [DATE March].",
		"An [TIME eight-hour] talk ended a [DATE 10-day] truce at [TIME 10:30 p.m.], or [TIME 6am].",
		"It cost [MONEY $5 million], [MONEY €300], [MONEY 40 million rupees] or [MONEY Rs 500].",
		"[PERCENT 30 per cent], [PERCENT 4.5%] and [PERCENT two percent] of 2000 people.",
		"The report of [DATE 2022-01-13] counts 1,500 troops and 1999 votes.",
	} {
		a := article(stripMarks(want))
		if got := markedUp(a, tagAll(a)); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}
