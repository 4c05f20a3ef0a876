//! A small publication and edition in files, as a person would write them.

use manuscript::Files;

pub const PUBLICATION: &str = r##"id = "0d4f7e0a-5d0c-4a53-9d0e-3f3c0a6f2b11"
name.en = "Situation in Vesnia"
name.be = "Сітуацыя ў Весніі"
tagline.en = "What has changed"
about.en = "Every Monday."
zone = "Europe/Vilnius"
period = "week"
licence.en = "CC BY 4.0"
leave_no_trace = true
logo = "logo.png"

[colours]
accent = "#4b2e83"
accent_dark = "#c3b3f7"

[[languages]]
tag = "en"
name = "English"
chain = ["ru", "be"]

[[languages]]
tag = "be"
name = "Беларуская"
chain = ["ru", "en"]

[[languages]]
tag = "ru"
name = "Русский"

[[sections]]
slug = "economy"
title.en = "Economy"
inside.en = "in the economy"
yardstick.en = "For people who live on a wage"
from = 2018-01-08

[[sections]]
slug = "civil"
title.en = "Civil society"
title.be = "Грамадзянская супольнасць"
inside.en = "in civil society"
from = 2020-03-02
until = 2024-12-31

[[sections.earlier]]
title.en = "Associations"
inside.en = "among associations"

[[sections.earlier]]
title.en = "Associations and the press"
inside.en = "among associations and in the press"
from = 2019-01-07
until = 2019-12-29

[[bylines]]
slug = "smalich"
shown = "name"
name.en = "Yan Smalich"
about.en = "Economist."

[[bylines]]
slug = "ladutska"
shown = "pen name"
name.en = "Hanna Ladutska"

[[partners]]
name = "Institute of Two Rivers"
link = "https://example.org/"

[[channels]]
name = "Telegram"
link = "https://t.me/example"

[[newsletters]]
slug = "en"
languages = ["en"]
name.en = "English"
from = "digest@example.org"

[[newsletters]]
slug = "be-ru"
languages = ["be", "ru"]
name.en = "Belarusian / Russian"
name.be = "Беларуская / Русский"
description.en = "In Belarusian, or else in Russian."
pace = "complete by 09:00"
sender.be = "Алена"
from = "digest@example.org"
reply_to = "editors@example.org"
postal.be = """
«Сітуацыя ў Весніі»
Старава, а/с 17"""
footer.be = "Вольна для перадруку."
subject.be = "Панядзелак"
base = "https://letters.example"
texts = "leads"

[[pages]]
slug = "about"
footer = true

[[pages]]
slug = "privacy"
"##;

pub const EDITION: &str = r#"kind = "regular"
first_day = 2020-06-22
last_day = 2020-06-28
cutoff = 2020-06-28T18:00:00+03:00
published = 2020-06-29T08:00:00+03:00
number = 126
number_in_year = 26
withdrawn = 2020-09-01T12:00:00.25+03:00
withdrawal.en = "By order of a court."

[front.en]
overview = "A week that cost more than it brought."
takeaways = ["Reserves fell.", "The border is \"eased\"."]

[front.be]
translated_from = "en"
overview = "Тыдзень, які каштаваў больш, чым прынёс."

[mail]
subject.en = "Dollars leave, trucks arrive"
preview.en = "Reserves fell; the border is \"eased\"."
greeting.en = "Good morning from Starava."
greeting.be = "Добрай раніцы са Старавы."
closing.en = """
Until Monday.
Write to us."""

[[sections]]
section = "economy"
verdict = "worsened"
reason.en = "Reserves fell."
reason.be = "Рэзервы скараціліся."
bylines = ["smalich"]

[sections.picture]
file = "bank.jpg"
alt.en = "People queue."
caption.en = "An exchange office."
credit.en = "Photo: the editors"

[[sections.more]]
bylines = ["ladutska", "smalich"]

[[sections]]
section = "civil"
verdict = "not assessed"
reason.en = "Our correspondent was travelling."

[translated_from]
economy.be = "en"

[added]
front.be = 2020-07-01T08:00:00+03:00
economy.be = 2020-07-01T08:00:00+03:00
"#;

pub const ECONOMY: &str = r#"+++
headline = "The National Bank spends in a week what was meant to last a quarter"
lead = "Holding the \"taler\" steady \\ has become an end in itself. 🎏"
outlook = """


The bank is more likely to widen the band.[^1]

- one
- two

[^1]: So it said.
"""
+++


On June 23 the bank reported a fall.[^1]

| Week | Reserves |
| ---- | -------: |
| 8    | 4.6      |

[^1]: Weekly statement.



"#;

pub const BELARUSIAN: &str = "+++\r\nheadline = \"Нацбанк\"\r\ntranslated_from = \"en\"\r\nadded = 2020-07-01T08:00:00+03:00\r\n+++\r\n\r\nТэкст.\r\n";
pub const HEADLINE: &str = "+++\nheadline = \"A second commentary\"\nlead = \"\"\"\nOf several\nlines.\n\"\"\"\n+++\n";

pub const ABOUT: &str =
    "+++\nheadline = \"Пра нас\"\ntranslated_from = \"en\"\nadded = 2018-01-08T08:00:00+02:00\n+++\n\nМы пішам.\n";

pub const RISK: &str = "

# Is it safe for you?

Who opens your mailbox sees the mail.[^1]

[^1]: And so does your provider.


";

pub const CORRECTION: &str = r#"published = 2020-06-30T09:00:00+03:00
note.en = "The limit is 200 dollars, not 100."
bylines = ["economy-2", "economy"]
facts = ["the last day"]

[[sections]]
section = "civil"
verdict = "unchanged"
reason.en = "…"

[front.en]
overview = "A week."
takeaways = ["One."]
"#;

pub fn publication() -> Files {
    let page = "+++\nheadline = \"About\"\n+++\n\nWe write.\n";
    Files::from_pairs([
        ("publication.toml", PUBLICATION),
        ("logo.png", "a logo"),
        ("redirects.toml", "\"/2020/06/29/review\" = \"/en/editions/2020-06-22/\"\n"),
        ("risk.en.md", RISK),
        ("risk.be.md", "Хто адкрые скрыню, той убачыць ліст.\r\n"),
        ("pages/about.en.md", page),
        ("pages/about.be.md", ABOUT),
        ("pages/privacy.en.md", page),
    ])
}

pub fn edition() -> Files {
    Files::from_pairs([
        ("edition.toml", EDITION),
        ("economy.en.md", ECONOMY),
        ("economy.be.md", BELARUSIAN),
        ("economy-2.en.md", HEADLINE),
        ("bank.jpg", "a picture"),
        ("corrections/1/correction.toml", CORRECTION),
        ("corrections/1/economy.en.md", "+++\nheadline = \"Before\"\n+++\n\nBroken note[^9].\n"),
        ("corrections/2/correction.toml", "published = 2020-07-02T09:00:00+03:00\nnote.be = \"Яшчэ адна.\"\n"),
        ("corrections/2/economy.en.md", "+++\nheadline = \"Between\"\n+++\n"),
    ])
}

/// The folder with one file written anew.
pub fn with(mut files: Files, path: &str, text: impl Into<Vec<u8>>) -> Files {
    files.insert(path, text);
    files
}

/// A text in which some words are others; they must be there.
pub fn instead(text: &str, words: &str, other: &str) -> String {
    assert!(text.contains(words), "{words}");
    text.replacen(words, other, 1)
}
