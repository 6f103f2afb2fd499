package manual

import "testing"

// Items of lists are broken once, hang, and leave what is no list alone.
func TestItemsHang(t *testing.T) {
	page := "Words that are\nin two lines.\n\n- one two three\n  four five\n10. six seven\n\n```\n  - no item, however long it is\n```\n"
	want := "Words that are\nin two lines.\n\n- one two\n\u00a0\u00a0three four\n\u00a0\u00a0five\n10. six\n\u00a0\u00a0\u00a0\u00a0seven\n\n```\n  - no item, however long it is\n```\n"
	if got := wrapItems(page, 10); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A table of many columns becomes a list, a narrow one stays.
func TestWideTables(t *testing.T) {
	narrow := "| a | b |\n|---|---|\n| 1 | x \\| y |\n\n"
	page := narrow + "| tool | flag | file | in | unit | |\n|---|---|---|---|---|---|\n| Brat | `brat` | .ann |  | a \\| b | Good. |\n"
	want := narrow + "- **Brat**; flag `brat`; file .ann; unit a | b. Good.\n"
	if got := unrollTables(page, manyColumns); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
