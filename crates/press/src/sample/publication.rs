//! The publication of the samples.

use jiff::civil::date;
use jiff::tz::TimeZone;
use newsroom::publication::Link;
use newsroom::{
    Byline, BylineSlug, Labels, Languages, PageSlug, PeriodKind, Prose, Publication, PublicationId, Section,
    SectionName, SectionSlug, Shown, Spoken, StandingPage, Texts, Written,
};

use super::{instant, language, text};

/// Its time zone.
pub const ZONE: &str = "Europe/Vilnius";

/// Slug; titles, and how they stand inside a sentence, in English, Belarusian and Russian.
const SECTIONS: [(&str, [&str; 3], [&str; 3]); 5] = [
    (
        "security",
        ["Security issues", "Пытанні бяспекі", "Вопросы безопасности"],
        ["in security", "у сферы бяспекі", "в сфере безопасности"],
    ),
    (
        "foreign",
        ["Foreign policy", "Знешняя палітыка", "Внешняя политика"],
        ["in foreign policy", "у знешняй палітыцы", "во внешней политике"],
    ),
    (
        "domestic",
        ["Domestic politics", "Унутраная палітыка", "Внутренняя политика"],
        ["in domestic politics", "ва ўнутранай палітыцы", "во внутренней политике"],
    ),
    ("economy", ["Economy", "Эканоміка", "Экономика"], ["in the economy", "у эканоміцы", "в экономике"]),
    (
        "civil",
        ["Civil society", "Грамадзянская супольнасць", "Гражданское общество"],
        ["in civil society", "у грамадзянскай супольнасці", "в гражданском обществе"],
    ),
];

const BYLINES: [(&str, Shown, [&str; 3]); 7] = [
    ("smalich", Shown::Name, ["Yan Smalich", "Ян Смаліч", "Ян Смолич"]),
    ("ladutska", Shown::PenName, ["Hanna Ladutska", "Ганна Ладуцка", "Ганна Ладуцка"]),
    ("zhurba", Shown::Name, ["Alena Zhurba", "Алена Журба", "Алена Журба"]),
    ("halka", Shown::Name, ["Nadzeya Halka", "Надзея Галка", "Надежда Галка"]),
    ("kron", Shown::Hidden, ["Tsimafei Kron", "Цімафей Крон", "Тимофей Крон"]),
    ("bravets", Shown::Name, ["Iryna Bravets", "Ірына Бравец", "Ирина Бравец"]),
    (
        "group",
        Shown::Group,
        [
            "Analysts’ group of Situation in Vesnia",
            "Аналітычная група «Сітуацыі ў Весніі»",
            "Аналитическая группа «Ситуации в Веснии»",
        ],
    ),
];

/// *Situation in Vesnia*.
pub fn publication() -> Publication {
    Publication {
        id: PublicationId(Default::default()),
        name: labels(["Situation in Vesnia", "Сітуацыя ў Весніі", "Ситуация в Веснии"]),
        tagline: labels([
            "A weekly digest of what has changed, and what has not",
            "Штотыднёвы агляд таго, што змянілася і што не змянілася",
            "Еженедельный обзор того, что изменилось и что не изменилось",
        ]),
        about: labels([
            "Every Monday a group of Vesnian analysts writes what has changed, what has not, and what lies behind it: \
             one commentary a section, with its verdict, in Belarusian, Russian and English.",
            "Кожны панядзелак гурт веснійскіх аналітыкаў піша, што змянілася, што не змянілася і што за гэтым стаіць: \
             адзін каментарый на раздзел, з вердыктам. Па-беларуску, па-руску і па-англійску.",
            "Каждый понедельник группа веснийских аналитиков пишет, что изменилось, что не изменилось и что за этим \
             стоит: один комментарий на раздел, с вердиктом. По-белорусски, по-русски и по-английски.",
        ]),
        risk: Labels::default(),
        licence: labels([
            "Free to reprint with a link: CC BY 4.0",
            "Перадрук са спасылкай вольны: CC BY 4.0",
            "Перепечатка со ссылкой свободна: CC BY 4.0",
        ]),
        zone: TimeZone::get(ZONE).unwrap_or(TimeZone::UTC),
        period: PeriodKind::Week,
        leave_no_trace: false,
        logo: None,
        colours: vec![("accent".to_owned(), "#4b2e83".to_owned())],
        languages: languages(),
        sections: SECTIONS.iter().filter_map(section).collect(),
        bylines: BYLINES.iter().filter_map(byline).collect(),
        partners: vec![link("Institute of Two Rivers", "https://example.org/two-rivers/")],
        channels: vec![link("Telegram", "https://example.org/telegram/vesnia")],
        pages: pages(),
        redirects: Vec::new(),
    }
}

/// See [`super::Cast::with_arabic`].
pub fn add_arabic(publication: &mut Publication) {
    let Some(arabic) = language("ar") else {
        return;
    };
    publication.name.0.insert(arabic.clone(), "الوضع في فيسنيا".to_owned());
    let spoken = Spoken {
        direction: arabic.direction(),
        language: arabic,
        name: "العربية".to_owned(),
        chain: language("en").into_iter().collect(),
    };
    let all = publication.languages.iter().cloned().chain([spoken]).collect();
    publication.languages = Languages::new(all).unwrap_or_else(|| publication.languages.clone());
}

fn labels(words: [&str; 3]) -> Labels {
    let [en, be, ru] = words;
    Labels::from([("en", en), ("be", be), ("ru", ru)])
}

fn link(name: &str, link: &str) -> Link {
    Link { name: name.to_owned(), link: link.to_owned() }
}

#[allow(clippy::expect_used, reason = "the tags below are tags, and there are three")]
fn languages() -> Languages {
    let spoken = |tag: &str, name: &str, chain: [&str; 2]| {
        let language = language(tag)?;
        let direction = language.direction();
        let chain = chain.into_iter().filter_map(super::language).collect();
        Some(Spoken { language, name: name.to_owned(), direction, chain })
    };
    let all = [
        spoken("en", "English", ["ru", "be"]),
        spoken("be", "Беларуская", ["ru", "en"]),
        spoken("ru", "Русский", ["be", "en"]),
    ];
    Languages::new(all.into_iter().flatten().collect()).expect("three languages")
}

fn section((slug, titles, inside): &(&str, [&str; 3], [&str; 3])) -> Option<Section> {
    let name = |title: Labels, inside: Labels, from| SectionName {
        from,
        until: None,
        title,
        inside,
        yardstick: labels([
            "For people who live in Vesnia, against the week before.",
            "Для тых, хто жыве ў Весніі, у параўнанні з мінулым тыднем.",
            "Для тех, кто живёт в Веснии, по сравнению с прошлой неделей.",
        ]),
    };
    let mut names = vec![name(labels(*titles), labels(*inside), None)];
    if *slug == "civil" {
        // Renamed in March, so that editions before it show the earlier name.
        let earlier = labels(["Associations and the press", "Аб’яднанні і прэса", "Объединения и пресса"]);
        let inside = labels([
            "among associations and in the press",
            "у сферы аб’яднанняў і прэсы",
            "в сфере объединений и прессы",
        ]);
        names[0].from = Some(date(2020, 3, 2));
        names.insert(0, name(earlier, inside, None));
    }
    Some(Section { slug: SectionSlug::parse(slug).ok()?, names })
}

fn byline((slug, shown, names): &(&str, Shown, [&str; 3])) -> Option<Byline> {
    Some(Byline {
        slug: BylineSlug::parse(slug).ok()?,
        shown: *shown,
        name: labels(*names),
        about: labels([
            "Writes on what moves, and on what does not.",
            "Піша пра тое, што рухаецца, і пра тое, што не.",
            "Пишет о том, что движется, и о том, что нет.",
        ]),
    })
}

/// The imprint has no Belarusian text, so that a gap can be seen.
fn pages() -> Vec<StandingPage> {
    let page = |slug: &str, texts: &[(&str, &str, &str)]| {
        let written = texts.iter().filter_map(|(tag, headline, body)| {
            let prose = Prose { headline: (*headline).to_owned(), body: (*body).to_owned(), ..Prose::default() };
            Some((language(tag)?, text(Written::Original, prose, instant(date(2018, 1, 8)))))
        });
        let texts = Texts(written.collect());
        Some(StandingPage { slug: PageSlug::parse(slug).ok()?, footer: true, texts })
    };
    let about = [
        (
            "en",
            "About the digest",
            "We judge five sections once a week.\n\n## Who we are\n\nA group of analysts, *none* of them alone.",
        ),
        (
            "be",
            "Пра выданне",
            "Раз на тыдзень мы ацэньваем пяць раздзелаў.\n\n## Хто мы\n\nГурт аналітыкаў, *ніводзін* не сам.",
        ),
        (
            "ru",
            "Об издании",
            "Раз в неделю мы оцениваем пять разделов.\n\n## Кто мы\n\nГруппа аналитиков, *ни один* не сам по себе.",
        ),
    ];
    let imprint = [
        ("en", "Imprint", "Situation in Vesnia, Starava, P.O. box 17."),
        ("ru", "Выходные данные", "«Ситуация в Веснии», Старава, а/я 17."),
    ];
    [page("about", &about), page("imprint", &imprint)].into_iter().flatten().collect()
}
