# What every page has, and the home, edition, commentary and revision pages.

skip = Skip to the text
places = Main
languages = Languages
place-this-week = This week
place-this-edition = This edition
place-sections = Sections
place-archive = Archive
place-authors = Authors
place-corrections = Corrections
title-home = { $name }: { $page }
title-page = { $page } – { $name }

promise = This site sets no cookie, runs no script and asks nothing of any other host. It keeps nothing about you.
promise-no-trace = This site sets no cookie, runs no script and asks nothing of any other host. It keeps nothing about you, and leaves nothing on your device: no page is stored, no font is loaded.
column-digest = The digest
column-elsewhere = Follow
column-partners = Partners
made-with = Published with Barograph

# Verdicts, in one set of words everywhere: as a label, as a sentence, as what follows "has", and in rows of symbols.
verdict-improved = Improved
verdict-unchanged = Unchanged
verdict-worsened = Worsened
verdict-not-assessed = Not assessed
verdict-to-follow = Verdict to follow
verdict-text-to-follow = Text to follow
situation-improved = The situation has improved
situation-unchanged = The situation has not changed
situation-worsened = The situation has worsened
situation-not-assessed = The situation was not assessed
situation-to-follow = The verdict will follow
situation-text-to-follow = The text will follow
moved-improved = improved
moved-unchanged = unchanged
moved-worsened = worsened
moved-not-assessed = not assessed
moved-to-follow = to follow

# The week in one sentence. Sections come with their preposition: "in the economy and in civil society".
sentence = The situation { $moved }.
sentence-not-assessed = The situation { $moved }; { $where } it could not be assessed.
sentence-none-assessed = The situation could not be assessed { $where }.
has-worsened = has worsened
has-improved = has improved
has-unchanged = has not changed
clause = { $verb } { $where }
clauses-two = { $first }, and { $second }
clauses-three = { $first }, { $second }, and { $third }

# How long a verdict has stood.
run = { $n ->
    [one] { $n } edition in a row
   *[other] { $n } editions in a row
}
new-this-week = new this week
new-this-edition = new in this edition
strip-of-weeks = { $section }, { $n ->
    [one] the last week
   *[other] last { $n } weeks
}
strip-of-editions = { $section }, { $n ->
    [one] the last edition
   *[other] last { $n } editions
}
counts = improved { $improved }, unchanged { $unchanged }, worsened { $worsened }
counts-not-assessed = not assessed { $n }
last-weeks = { $n ->
    [one] The last week
   *[other] The last { $n } weeks
}
last-editions = { $n ->
    [one] The last edition
   *[other] The last { $n } editions
}

# Editions.
edition-number = Edition { $number }
published-on = published { $day }
flash-edition = Flash edition
flash-newer = Since then
flash-about = About one event, between two weekly editions. Its verdicts do not enter the series.
the-sections = { $n ->
    [one] The section
    [2] The two sections
    [3] The three sections
    [4] The four sections
    [5] The five sections
    [6] The six sections
    [7] The seven sections
    [8] The eight sections
   *[other] The { $n } sections
}
the-commentaries = The commentaries
earlier-editions = Earlier editions
view-all = View all
all-editions = All editions
previous-edition = Previous edition: { $period }
next-edition = Next edition: { $period }
neighboring-editions = Neighboring editions
takeaways = Key takeaways
cutoff = Nothing after { $time } on { $day } is taken into account.
sections-missing = { $n ->
    [one] One section is not judged in this edition:
   *[other] { $n } sections are not judged in this edition:
} { $sections }.
text-to-follow = The commentary will follow.
no-commentary = There is no commentary on this section in this edition.
added-on = Added { $day }
no-editions = The first edition has not been published yet.
no-editions-hint = It will appear here, and the feeds will bring it to you.
no-editions-left = There is no regular edition here at present.
no-editions-left-hint = The next one will appear here, and the feeds will bring it to you.

# Commentaries.
by = By
read-more = Read more
read-more-in = Read more in { $language ->
    [en] English
    [be] Belarusian
    [ru] Russian
   *[other] { $name }
}
published = Published { $day }
also-in = Also in
verdict = Verdict
run-long-improved = Improved { $run }.
run-long-unchanged = Unchanged { $run }.
run-long-worsened = Worsened { $run }.
run-new-improved = Improved; { $run }.
run-new-unchanged = Unchanged; { $run }.
run-new-worsened = Worsened; { $run }.
outlook = Outlook
sources = Sources
source = Source
back = Back to the text
correction = { $n ->
    [one] Correction
   *[other] Corrections
}
correction-number = Correction { $number }
verdict-before = { $section } before: { $verdict }.
verdict-was = Before: { $verdict }.
reason-before = Before: “{ $words }”
earlier-revision = Read the earlier revision
cite-as = Cite as
cite = { $authors }: “{ $headline }.” { $publication }, { $period }. { $address }
cite-anonymous = “{ $headline }.” { $publication }, { $period }. { $address }
permanent-id = This id stays the same wherever the text is published:
earlier-in = Earlier in { $section }
in-this-edition = In this edition
all-commentaries = { $n ->
    [one] The one commentary, and the trace since { $year }
   *[other] All { $n } commentaries, and the trace since { $year }
}
previous-commentary = Before: { $period }
next-commentary = After: { $period }
neighboring-commentaries = Neighboring commentaries
follow = Subscribe to us
feed-all = Every commentary
feed-section = { $section } only
feed-atom = Atom feed
feed-json = JSON feed

# Gaps.
untranslated = This commentary is not available { $missing ->
    [en] in English
    [be] in Belarusian
    [ru] in Russian
   *[other] in this language ({ $missing-name })
} yet. Until it is translated, we show { $shown ->
    [en] the English
    [be] the Belarusian
    [ru] the Russian
   *[other] another ({ $shown-name })
} text.
untranslated-page = This page is not available { $missing ->
    [en] in English
    [be] in Belarusian
    [ru] in Russian
   *[other] in this language ({ $missing-name })
} yet. Until it is translated, we show { $shown ->
    [en] the English
    [be] the Belarusian
    [ru] the Russian
   *[other] another ({ $shown-name })
} text.

# Earlier revisions.
revision = Earlier revision { $number }
revision-until = This is how the text stood until { $day }. It has been corrected since.
revision-now = Read the text as it stands now
