# Sections, authors, the archive, corrections, standing pages, errors and feeds.

sections-about = What we judge in every edition, against what, and how it stands.

section-kicker = Section
section-judged-since = Judged since { $date }.
section-unjudged = Not judged yet.
section-ended = The section ended on { $date } and is judged no longer.
section-pause = Not judged: { $period }
section-earlier-name = Earlier name:
section-earlier-until = until { $date }
section-run = { $run }; { $period }
section-sheets = One sheet a year
section-sheets-about-weeks = Each week moves the pen by one verdict: a line up, level or down. The trace shows which way the situation was moving, and for how long; it does not measure how far. Where the pen is lifted there was no edition, or no verdict.
section-sheets-about-editions = Each edition moves the pen by one verdict: a line up, level or down. The trace shows which way the situation was moving, and for how long; it does not measure how far. Where the pen is lifted there was no edition, or no verdict.
section-in-year = { $section } in { $year }
section-list = Commentaries
section-list-none = No commentaries yet.
section-others = The other sections
section-ended-others = Sections that have ended
section-follow = Follow this section

list-commentaries = { $n ->
    [one] { $n } commentary
   *[other] { $n } commentaries
}
list-verdicts = { $n ->
    [one] { $n } verdict
   *[other] { $n } verdicts
}

authors-about = Who writes here, under the names by which they have chosen to be read.
authors-list = All authors
authors-none = No author is named yet.

author-kicker = Author
author-pen-name = A pen name.
author-group = The byline of the group as a whole.
author-none = No commentaries under this byline yet.
author-others = All authors

archive-count = { $n ->
    [one] One edition so far, of { $date }.
   *[other] All { $n } editions since { $date }.
}
archive-signs = Each sign is a section’s verdict in one edition; it leads to the commentary.
archive-none = Nothing has been published yet.
archive-key = Key
archive-years = Years
archive-no-edition = no edition
archive-not-judged = no verdict
archive-list = Editions
archive-verdicts = Verdicts
archive-withdrawn = withdrawn on { $date }
archive-year-list = { $n ->
    [one] The one edition of { $year }
   *[other] The { $n } editions of { $year } as a list
}

year-title = The year { $year }
year-count = { $n ->
    [one] { $n } edition.
   *[other] { $n } editions.
}
year-neighbors = Other years

corrections-about = What we have changed after publication. Each correction is numbered within its edition and dated, and says what it changed; the earlier text stays readable.
corrections-none = Nothing has had to be corrected so far.
corrections-front = Overview of the edition
corrections-byline = The byline of “{ $commentary }”
corrections-facts = Details of the edition
corrections-withdrawn = The edition has been withdrawn since.

error-not-found = There is nothing here
error-not-found-about = The address may be mistyped, or the page was never there. What we have published once keeps its address for good.
error-no-language = Not in this language
error-no-language-about = This text exists neither in this language nor in one that we show in its place. It can be read in:
error-withdrawn = This edition was withdrawn
error-withdrawn-about = { $period }: published on { $published }, withdrawn on { $date }.
error-withdrawn-why = Why
error-gone-about = What stood here was taken back and will not return.
error-unavailable = Please come back in a moment
error-unavailable-about = The site cannot be read just now. Nothing is lost; try again in a few minutes.
error-ways-on = From here
error-newest = The newest edition: { $period }
error-edition = The edition of { $period }
error-sections = All sections

entry-feed = { $publication }: { $section }
entry-title = { $section }: { $headline }
entry-elsewhere = { $section }: { $headline } ({ $language })
entry-flash = { $title } (flash edition)
