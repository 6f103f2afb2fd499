package fetch

import (
	"context"
	"errors"
	"fmt"

	"stet/model/clean"
	"stet/model/feed"
)

// A SeveralError says that a page names several feeds, among which a person has to
// choose.
type SeveralError struct {
	URL   string
	Feeds []Feed
}

func (e *SeveralError) Error() string {
	return fmt.Sprintf("%s: the page names %d feeds", e.URL, len(e.Feeds))
}

// Feed fetches the feed at address and returns it as a subscription. If there is a
// page instead, the feed that it names is taken, else one that lies where feeds
// usually do; a [*SeveralError] says that it names several.
func (c *Client) Feed(ctx context.Context, address string) (Feed, error) {
	answer, err := c.Get(ctx, webScheme(address), Validators{})
	if err != nil {
		return Feed{}, err
	}
	f, reason := feed.Read(answer.Body, answer.ContentType, answer.URL)
	if reason == nil {
		return subscription(answer, f), nil
	}
	found := candidates(answer)
	if len(found) > 0 && found[0].rank == leadsOn { // the page is another one
		if next, err := c.Get(ctx, found[0].URL, Validators{}); err == nil {
			if f, err := feed.Read(next.Body, next.ContentType, next.URL); err == nil {
				return subscription(next, f), nil
			}
			answer = next
			found = candidates(next)
		}
	}
	if choice := several(found); choice != nil {
		return Feed{}, &SeveralError{URL: clean.Address(address), Feeds: choice}
	}
	if f, ok := c.firstOf(ctx, found, c.Get); ok {
		return f, nil
	}
	if errors.Is(reason, feed.ErrPage) {
		if f, ok := c.firstOf(ctx, guesses(answer.URL), c.probe); ok {
			return f, nil
		}
	}
	if errors.Is(reason, feed.ErrPage) {
		reason = errors.New("a web page that names no feed which can be read")
	}
	return Feed{}, fmt.Errorf("%s: %w", clean.Address(address), reason)
}

// candidates are the feeds that an answer names.
func candidates(answer *Response) []candidate {
	return append(inHeader(answer.Links, answer.URL), discover(answer.Body, answer.URL)...)
}

// firstOf is the first of some candidates that is a feed.
func (c *Client) firstOf(ctx context.Context, found []candidate, get func(context.Context, string, Validators) (*Response, error)) (Feed, bool) {
	for _, candidate := range found {
		answer, err := get(ctx, candidate.URL, Validators{})
		if err != nil {
			continue
		}
		if f, err := feed.Read(answer.Body, answer.ContentType, answer.URL); err == nil {
			return subscription(answer, f), true
		}
	}
	return Feed{}, false
}

func subscription(answer *Response, f *feed.Feed) Feed {
	return Feed{URL: answer.Lasting, Title: f.Title, Site: f.Site}
}
