//! The editions of the samples: verdicts of half a year, headlines of a month, and the newest week with a text in full.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use newsroom::{
    BylineSlug, Change, Commentary, CommentarySlug, Correction, Earlier, Edition, EditionSlug, Front, Judged, Kind,
    Labels, Master, MediaHash, Period, Picture, Prose, SectionSlug, State, Texts, Verdict, Written,
};

use super::{instant, language, text};

/// A week each from December 23, 2019 on, in the order of the board; no edition in the week of dots.
const VERDICTS: [&str; 27] = [
    "uuuui", ".....", "uuuuu", "uuuuu", "uwuiu", "wwuui", "uuwuu", "uuwiu", "uuuiw", "wwuuu", "uuuwu", "uuuuu",
    "uiiuw", "uuuww", "uuuuu", "uuwun", "uiwwu", "wuuwu", "uuuui", "uiuuu", "iuuui", "uuwiu", "wuuuu", "uwuuw",
    "uuwwu", "uuuww", "uiuww",
];

/// The number of the first of them.
const NUMBER_FIRST: u32 = 101;

/// Edition, section, language, reason, headline (none: not written), lead; a line each, with tabs between.
const TEXTS: &str = include_str!("texts.tsv");

/// The sections and who usually writes on them.
const SECTIONS: [(&str, &str); 5] =
    [("security", "kron"), ("foreign", "halka"), ("domestic", "bravets"), ("economy", "smalich"), ("civil", "zhurba")];

/// One text in full: its body, and its outlook below a line of `+++`.
const ECONOMY: [(&str, &str); 3] = [
    ("en", include_str!("economy.en.md")),
    ("be", include_str!("economy.be.md")),
    ("ru", include_str!("economy.ru.md")),
];

/// Half a year of editions, oldest first.
pub fn all() -> Vec<Edition> {
    let first = date(2019, 12, 23);
    let weeks = VERDICTS.iter().enumerate().filter(|(_, verdicts)| !verdicts.starts_with('.'));
    let mut editions: Vec<Edition> = weeks
        .zip(0..)
        .map(|((week, verdicts), order)| regular(first + (7 * week as i64).days(), verdicts, order))
        .collect();
    if let Some(newest) = editions.last_mut() {
        fill(newest);
    }
    editions
}

/// A flash edition of a day after the newest week.
pub fn flash() -> Edition {
    let day = date(2020, 6, 30);
    let words = [
        ("en", "The deputy chair of the National Bank resigns", "The decree is dated June 30 and names no successor."),
        (
            "be",
            "Намеснік старшыні Нацыянальнага банка сыходзіць у адстаўку",
            "Указ датаваны 30 чэрвеня і не называе пераемніка.",
        ),
        (
            "ru",
            "Заместитель председателя Национального банка уходит в отставку",
            "Указ датирован 30 июня и не называет преемника.",
        ),
    ];
    let prose = |(tag, headline, lead): (&str, &str, &str)| {
        let prose = Prose { headline: headline.to_owned(), lead: lead.to_owned(), ..Prose::default() };
        Some((language(tag)?, text(Written::Original, prose, instant(day))))
    };
    let texts = Texts(words.into_iter().filter_map(prose).collect());
    Edition {
        slug: EditionSlug::flash(day, 1),
        kind: Kind::Flash,
        number: None,
        year_number: None,
        period: Period::new(day, day).unwrap_or_else(|_| Period::week_of(day)),
        cutoff: None,
        state: State::Published(instant(day)),
        front: Texts::default(),
        sections: judged("economy", Verdict::Worsened, Texts::default(), commentary("economy", "group", texts)),
        corrections: Vec::new(),
        mail: Default::default(),
        withdrawal: Texts::default(),
    }
}

fn regular(first: Date, verdicts: &str, order: u32) -> Edition {
    let period = Period::week_of(first);
    let slug = EditionSlug::regular(first);
    let published = instant(first + 7.days());
    let sections = SECTIONS.iter().zip(verdicts.chars()).flat_map(|((section, author), letter)| {
        let verdict = match letter {
            'i' => Verdict::Improved,
            'w' => Verdict::Worsened,
            'n' => Verdict::NotAssessed,
            _ => Verdict::Unchanged,
        };
        let (reasons, told) = words(&slug, section, first);
        judged(section, verdict, reasons, commentary(section, author, told))
    });
    Edition {
        kind: Kind::Regular,
        number: Some(NUMBER_FIRST + order),
        year_number: Some(order.max(1)),
        period,
        cutoff: Some(instant(first + 6.days())),
        state: State::Published(published),
        front: Texts::default(),
        sections: sections.collect(),
        corrections: Vec::new(),
        mail: Default::default(),
        withdrawal: Texts::default(),
        slug,
    }
}

fn judged(section: &str, verdict: Verdict, reason: Texts<String>, told: Option<Commentary>) -> Vec<Judged> {
    let section = SectionSlug::parse(section).ok();
    let judged = |section| Judged { section, verdict: Some(verdict), reason, commentaries: told.into_iter().collect() };
    section.map(judged).into_iter().collect()
}

fn commentary(slug: &str, author: &str, texts: Texts<Prose>) -> Option<Commentary> {
    if texts.is_empty() {
        return None;
    }
    let bylines = BylineSlug::parse(author).into_iter().collect();
    Some(Commentary { slug: CommentarySlug::parse(slug).ok()?, bylines, picture: None, texts })
}

/// The reasons and the headlines with their leads, as far as there are any.
fn words(edition: &EditionSlug, section: &str, first: Date) -> (Texts<String>, Texts<Prose>) {
    let since = instant(first + 7.days());
    let (mut reasons, mut told) = (BTreeMap::new(), BTreeMap::new());
    for line in TEXTS.lines() {
        let [of, on, tag, reason, headline, lead] = line.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        let Some(tag) = language(tag).filter(|_| of == edition.as_str() && on == section) else {
            continue;
        };
        let prose = Prose { headline: headline.to_owned(), lead: lead.to_owned(), ..Prose::default() };
        if !headline.is_empty() {
            told.insert(tag.clone(), text(Written::Original, prose, since));
        }
        if !reason.is_empty() {
            reasons.insert(tag, text(Written::Original, reason.to_owned(), since));
        }
    }
    (Texts(reasons), Texts(told))
}

/// Front, a text in full with its picture, and a correction.
fn fill(newest: &mut Edition) {
    let since = instant(date(2020, 6, 29));
    let front = |(tag, overview, takeaways): (&str, &str, [&str; 2])| {
        let takeaways = takeaways.map(str::to_owned).into();
        Some((language(tag)?, text(Written::Original, Front { overview: overview.to_owned(), takeaways }, since)))
    };
    newest.front = Texts(FRONT.into_iter().filter_map(front).collect());
    let economy = newest.sections.iter_mut().filter(|judged| judged.section.as_str() == "economy");
    for commentary in economy.flat_map(|judged| &mut judged.commentaries) {
        commentary.picture = Some(picture());
        for (tag, source) in ECONOMY {
            let Some(text) = language(tag).and_then(|tag| commentary.texts.0.get_mut(&tag)) else {
                continue;
            };
            let (body, outlook) = source.split_once("\n+++\n").unwrap_or((source, ""));
            text.content.body = body.to_owned();
            text.content.outlook = outlook.to_owned();
            let content =
                Prose { headline: text.content.headline.clone(), body: BEFORE.to_owned(), ..Prose::default() };
            text.earlier = vec![Earlier { number: 1, content, until: instant(date(2020, 6, 30)) }];
        }
    }
    newest.corrections = corrections();
}

/// How the text stood before its correction.
const BEFORE: &str = "On June 25, the exchange offices of Starava would sell no more than 100 dollars a person.";

const FRONT: [(&str, &str, [&str; 2]); 3] = [
    (
        "en",
        "A week that cost more than it brought: dollars left the reserves and papers left the post.",
        ["Reserves fell for the third time in a row.", "Trucks pass through Aziorki and Sukhi Loh again."],
    ),
    (
        "be",
        "Тыдзень каштаваў больш, чым прынёс: даляры сышлі з рэзерваў, газеты — з пошты.",
        ["Рэзервы скараціліся трэці раз запар.", "Праз Азёркі і Сухі Лог зноў едуць грузавікі."],
    ),
    (
        "ru",
        "Неделя стоила больше, чем принесла: доллары ушли из резервов, газеты — с почты.",
        ["Резервы сократились третий раз подряд.", "Через Озёрки и Сухой Лог снова идут грузовики."],
    ),
];

/// The picture's bytes, and those of its smaller size.
pub const PICTURE: [&[u8]; 2] = [include_bytes!("bank.jpg"), include_bytes!("bank-small.jpg")];

fn picture() -> Picture {
    let [full, small] = PICTURE.map(MediaHash::of);
    let master =
        Master { hash: full, extension: "jpg".to_owned(), width: 960, height: 540, small: Some((small, 480, 270)) };
    Picture {
        file: "bank.jpg".to_owned(),
        master,
        alt: Labels::from([
            ("en", "People queue in front of an exchange office."),
            ("be", "Людзі стаяць у чарзе каля абменніка."),
            ("ru", "Люди стоят в очереди у обменника."),
        ]),
        caption: Labels::from([
            ("en", "An exchange office in Starava on June 25."),
            ("be", "Абменнік у Стараве, 25 чэрвеня."),
            ("ru", "Обменник в Стараве, 25 июня."),
        ]),
        credit: Labels::from([("en", "Photo: the editors"), ("be", "Фота: рэдакцыя"), ("ru", "Фото: редакция")]),
    }
}

/// One of a text, one of a verdict.
fn corrections() -> Vec<Correction> {
    let limit = [
        ("en", "The limit on cash sales is 200 dollars, not 100 as first published."),
        ("be", "Ліміт на продаж наяўнай валюты — 200 долараў, а не 100, як было напісана спачатку."),
        ("ru", "Лимит на продажу наличной валюты — 200 долларов, а не 100, как было написано сначала."),
    ];
    let post = [
        ("en", "The post’s new catalogue reached us after the edition; the verdict has been changed."),
        ("be", "Новы каталог пошты трапіў да нас пасля выпуску; вердыкт зменены."),
        ("ru", "Новый каталог почты попал к нам после выпуска; вердикт изменён."),
    ];
    let economy = CommentarySlug::parse("economy").ok();
    let text = |tag| Some(Change::Commentary { commentary: economy.clone()?, language: language(tag)?, revision: 1 });
    let civil = SectionSlug::parse("civil").ok();
    let verdict = civil.map(|section| Change::Verdict { section, before: Verdict::Unchanged });
    vec![
        correction(1, limit, ["en", "be", "ru"].into_iter().filter_map(text).collect()),
        correction(2, post, verdict.into_iter().collect()),
    ]
}

fn correction(number: u32, notes: [(&str, &str); 3], changes: Vec<Change>) -> Correction {
    let published = instant(date(2020, 6, 29) + i64::from(number).days());
    let note = |(tag, note): (&str, &str)| Some((language(tag)?, text(Written::Original, note.to_owned(), published)));
    Correction { number, published, note: Texts(notes.into_iter().filter_map(note).collect()), changes }
}

/// See [`super::Cast::with_arabic`].
pub fn add_arabic(newest: &mut Edition) {
    let since = instant(date(2020, 6, 29));
    let prose = Prose {
        headline: "المصرف الوطني ينفق في أسبوع ما كان مخصصًا لربع سنة".to_owned(),
        lead: "صار تثبيت سعر التالر غاية في ذاته. وثمنه يُدفع من الاحتياطي الذي تعوّل عليه الميزانية في الخريف."
            .to_owned(),
        body: "في 23 يونيو 2020 أعلن المصرف أن احتياطيه انخفض بمقدار 310 ملايين دولار.".to_owned(),
        outlook: String::new(),
    };
    let economy = newest.sections.iter_mut().filter(|judged| judged.section.as_str() == "economy");
    for commentary in economy.flat_map(|judged| &mut judged.commentaries) {
        if let Some(arabic) = language("ar") {
            commentary.texts.0.insert(arabic, text(Written::Original, prose.clone(), since));
        }
    }
}

/// See [`super::Cast::with_gaps`].
pub fn make_gaps(newest: &mut Edition) {
    newest.front = Texts::default();
    newest.corrections.clear();
    newest.sections.retain(|judged| judged.section.as_str() != "domestic");
    for judged in &mut newest.sections {
        match judged.section.as_str() {
            "security" => (judged.verdict, judged.commentaries) = (None, Vec::new()),
            "foreign" => judged.verdict = None,
            "civil" => (judged.verdict, judged.commentaries) = (Some(Verdict::NotAssessed), Vec::new()),
            _ => lengthen(&mut judged.commentaries),
        }
    }
}

/// A headline as long as they come, a second commentary by one who stays hidden, and both a day late.
fn lengthen(commentaries: &mut Vec<Commentary>) {
    let late = instant(date(2020, 7, 2));
    let mut second = commentaries.first().cloned();
    for commentary in commentaries.iter_mut().chain(&mut second) {
        for text in commentary.texts.0.values_mut() {
            text.first_public = Some(late);
            text.earlier.clear();
            text.content.headline = format!("{0}, {0}", text.content.headline);
        }
    }
    if let (Some(second), Ok(slug)) = (&mut second, CommentarySlug::parse("economy-2")) {
        second.slug = slug;
        second.picture = None;
        second.bylines = BylineSlug::parse("kron").into_iter().collect();
        second.texts.0.values_mut().for_each(|text| (text.content.body.clear(), text.content.outlook.clear()).0);
    }
    commentaries.extend(second);
}
