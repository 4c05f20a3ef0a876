//! Every flaw is found at its place, all of them at once, and says what was expected.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

mod common;

use common::{cast, published, shown, taken};
use manuscript::{Files, edition, publication};

/// The flaws of an edition's folder.
fn flaws(files: &Files) -> String {
    shown(&edition::read(files, &published(&cast::publication())).flaws)
}

/// The flaws of an edition in whose sheet some words are others.
fn sheet(words: &str, other: &str) -> String {
    flaws(&cast::with(cast::edition(), "edition.toml", cast::instead(cast::EDITION, words, other)))
}

/// The flaws of an edition in one of whose texts some words are others.
fn text(words: &str, other: &str) -> String {
    flaws(&cast::with(cast::edition(), "economy.en.md", cast::instead(cast::ECONOMY, words, other)))
}

/// The flaws of a publication in whose sheet some words are others.
fn house(words: &str, other: &str) -> String {
    let files = cast::with(cast::publication(), "publication.toml", cast::instead(cast::PUBLICATION, words, other));
    shown(&publication::read(&files, None).flaws)
}

#[test]
fn ten_different_flaws_are_ten() {
    let replaced = [
        ("last_day = 2020-06-28", "last_day = \"2020-06-28\""),
        ("cutoff = 2020-06-28T18:00:00+03:00", "cutoff = 2020-06-28T18:00:00"),
        ("number = 126", "numbr = 126"),
        ("verdict = \"worsened\"", "verdict = \"worsend\""),
        ("bylines = [\"smalich\"]", "bylines = [\"smalic\"]"),
        ("section = \"civil\"", "section = \"civl\""),
        ("file = \"bank.jpg\"", "file = \"bnak.jpg\""),
        ("economy.be = \"en\"", "economy.be = \"de\""),
    ];
    let sheet =
        replaced.iter().fold(cast::EDITION.to_owned(), |text, (words, other)| cast::instead(&text, words, other));
    let files = cast::with(cast::edition(), "edition.toml", sheet);
    let files = cast::with(files, "economy-2.en.md", b"+++\nheadline = \"\xff\"\n+++\n".to_vec());
    let files = cast::with(files, "economy.en.md", cast::instead(cast::ECONOMY, "[^1]: Weekly statement.", ""));
    insta::assert_snapshot!(flaws(&files));
    assert_eq!(edition::read(&files, &published(&cast::publication())).flaws.len(), 10);
}

#[test]
fn an_edition_s_sheet() {
    let cases = [
        ("kind = \"regular\"", "kind = \"flsh\""),
        ("kind = \"regular\"", "kind = \"flash\""),
        ("kind = \"regular\"", "kind = \"regular\"\nflash = 2"),
        ("first_day = 2020-06-22\n", ""),
        ("last_day = 2020-06-28", "last_day = 2020-06-21"),
        ("last_day = 2020-06-28", "last_day = 2020-06-31"),
        ("number = 126", "number = 0"),
        ("number = 126", "number = 12.5"),
        ("withdrawn = ", "# withdrawn = "),
        ("front.be]", "front.by]"),
        ("greeting.be", "greeting.by"),
        ("subject.en", "subjct.en"),
        ("subject.en = \"Dollars", "subject.en = \"Dollars\\nBcc: x"),
        ("[mail]", "[mails]"),
        ("[front.be]\ntranslated_from = \"en\"", "[front.be]\ntranslated_from = \"be\""),
        ("takeaways = [\"Reserves fell.\"", "takeaways = [7"),
        ("section = \"economy\"\n", ""),
        ("section = \"civil\"", "section = \"economy\""),
        ("reason.be = ", "reason.pl = "),
        ("[\"ladutska\", \"smalich\"]", "[\"ladutska\",\n  \"ladutska\"]"),
        ("alt.en = \"People queue.\"", "alt.en = \"\""),
        ("file = \"bank.jpg\"", "file = \"../bank.jpg\""),
        ("[sections.picture]\nfile = \"bank.jpg\"", "[sections.pictur]"),
        ("economy.be = \"en\"", "econmy.be = \"en\""),
        ("economy.be = \"en\"", "economy.be = \"en\"\ncivil.be = \"en\""),
        ("[added]", "[base]\nfront.en = \"123\"\n[added]"),
        ("[added]", "[added"),
    ];
    let report: Vec<_> = cases.iter().map(|(words, other)| format!("> {other}\n{}\n", sheet(words, other))).collect();
    insta::assert_snapshot!(report.join("\n"));
}

#[test]
fn an_edition_s_texts() {
    let cases = [
        ("+++\nheadline", "---\nheadline"),
        ("\n+++\n\n\nOn", "\n\n\nOn"),
        ("lead = ", "lead: "),
        ("lead = ", "leed = "),
        ("headline = \"The National Bank spends in a week what was meant to last a quarter\"", "headline = \" \""),
        ("headline = \"The National Bank spends in a week what was meant to last a quarter\"", "headline = 7"),
        ("a fall.[^1]", "a fall.[^2]"),
        ("wider the band.[^1]", "wider."),
        ("a fall.", "a fall. ![the bank](bank.jpg)"),
        ("outlook = ", "translated_from = \"en\"\noutlook = "),
        ("outlook = ", "base = \"x\"\nadded = 2020-07-01\noutlook = "),
    ];
    let cases = cases.map(|(words, other)| (words.replace("wider the", "widen the"), other));
    let report: Vec<_> = cases.iter().map(|(words, other)| format!("> {other}\n{}\n", text(words, other))).collect();
    insta::assert_snapshot!(report.join("\n"));
}

#[test]
fn an_edition_s_files() {
    let small = "+++\nheadline = \"Once more\"\n+++\n";
    let names = [
        "economy.EN.md",
        "economy-1.en.md",
        "civil-1.en.md",
        "econom.en.md",
        "economy.md",
        "economy.pl.md",
        "notes.txt",
        "editon.toml",
        "street.PNG",
        "corrections/1/econmy.en.md",
        "corrections/01/economy.en.md",
        "corrections/3/economy.en.md",
    ];
    let report: Vec<_> =
        names.iter().map(|name| format!("> {name}\n{}\n", flaws(&cast::with(cast::edition(), name, small)))).collect();
    insta::assert_snapshot!(report.join("\n"));
    assert_eq!(flaws(&Files::default()), "edition.toml: this file is missing");
}

#[test]
fn a_correction_s_sheet() {
    let cases = [
        ("published = 2020-06-30T09:00:00+03:00\n", ""),
        ("note.en", "note.eng"),
        ("facts = [\"the last day\"]", "facts = \"the last day\""),
        ("\"economy-2\", ", "\"economy 2\", "),
        ("\"economy-2\", ", "\"economy-3\", "),
        ("\"civil\"", "\"civic\""),
        ("\"unchanged\"", "\"changed\""),
        ("[front.en]", "[frnt.en]"),
    ];
    let file = "corrections/1/correction.toml";
    let changed = |(words, other)| cast::with(cast::edition(), file, cast::instead(cast::CORRECTION, words, other));
    let report: Vec<_> = cases.iter().map(|case| format!("> {}\n{}\n", case.1, flaws(&changed(*case)))).collect();
    insta::assert_snapshot!(report.join("\n"));
}

#[test]
fn a_publication_s_sheet() {
    let cases = [
        ("zone = \"Europe/Vilnius\"\n", ""),
        ("zone = \"Europe/Vilnius\"", "zone = \"Europe/Vilnus\""),
        ("period = \"week\"", "period = \"weekly\""),
        ("leave_no_trace = true", "leave_no_trace = \"yes\""),
        ("logo = \"logo.png\"", "logo = \"logo.svg\""),
        ("logo = \"logo.png\"\n", ""),
        ("accent = \"#4b2e83\"", "accent = \"purple\""),
        ("accent_dark", "acent_dark"),
        ("accent = \"#4b2e83\"", "accent = \"#7a7a7a\""),
        ("accent_dark = \"#c3b3f7\"", "accent_dark = \"#4b2e83\""),
        ("tag = \"ru\"", "tag = \"be\""),
        ("tag = \"ru\"", "tag = \"Русский\""),
        ("chain = [\"ru\", \"be\"]", "chain = [\"ru\", \"en\"]"),
        ("name = \"Русский\"", "name = \"Русский\"\ndirection = \"left\""),
        ("slug = \"economy\"", "slug = \"economy-2\""),
        ("slug = \"economy\"", "slug = \"front\""),
        ("slug = \"civil\"", "slug = \"economy\""),
        ("title.en = \"Economy\"\n", ""),
        ("title.be", "title.bel"),
        ("until = 2024-12-31", "until = 2018-12-31"),
        ("until = 2019-12-29", "until = 2018-12-31"),
        ("until = 2019-12-29", "until = 2020-03-02"),
        ("until = 2019-12-29", "until = \"2019-12-29\""),
        ("inside.en = \"among associations\"\n", "inside.en = \"among associations\"\nuntil = 2019-01-07\n"),
        ("from = 2020-03-02", "from = 2019-01-07"),
        ("from = 2020-03-02\n", ""),
        ("from = 2019-01-07\n", ""),
        ("slug = \"ladutska\"", "slug = \"Ladutska\""),
        ("shown = \"pen name\"", "shown = \"penname\""),
        ("link = \"https://t.me/example\"", "link = \"t.me/example\""),
        ("slug = \"privacy\"", "slug = \"archive\""),
        ("slug = \"privacy\"", "slug = \"privasy\""),
        ("tagline.en", "tagine.en"),
        ("inside.en = \"in the economy\"", "inside.en = \" \""),
        ("id = \"0d4f7e0a", "id = \"0d4f"),
    ];
    let report: Vec<_> = cases.iter().map(|(words, other)| format!("> {other}\n{}\n", house(words, other))).collect();
    insta::assert_snapshot!(report.join("\n"));
}

#[test]
fn a_newsletter_s_keys() {
    const TWO: &str = "languages = [\"be\", \"ru\"]";
    let cases = [
        ("slug = \"be-ru\"\n", ""),
        ("slug = \"be-ru\"", "slug = \"BE/RU\""),
        ("slug = \"be-ru\"", "slug = \"en\""),
        (TWO, "# languages"),
        (TWO, "languages = []"),
        (TWO, "languages = \"be\""),
        (TWO, "languages = [\"be\", \"by\"]"),
        (TWO, "languages = [\"be\",\n  \"be\"]"),
        ("name.en = \"English\"\n", ""),
        ("name.en = \"English\"", "name.uk = \"English\""),
        ("description.en", "descripton.en"),
        ("complete by 09:00", "complete at 9:00"),
        ("complete by 09:00", "at 9:00"),
        ("complete by 09:00", "Mondays"),
        ("pace = \"complete by 09:00\"", "pace = 09:00:00"),
        ("from = \"digest@example.org\"\nreply_to", "reply_to"),
        ("from = \"digest@example.org\"\nreply_to", "from = \"digest at example.org\"\nreply_to"),
        ("from = \"digest@example.org\"\nreply_to", "from = \"\"\nreply_to"),
        ("editors@example.org", ""),
        ("editors@example.org", "рэдакцыя@example.org"),
        ("editors@example.org", "the editors@example.org"),
        ("sender.be = \"Алена\"", "sender.be = \"Алена\\nBcc: x\""),
        ("subject.be = \"Панядзелак\"", "subject.en = \"Monday\""),
        ("https://letters.example", "http://letters.example/"),
        ("https://letters.example", "letters.example"),
        ("https://letters.example", "https://letters.example/digest"),
        ("https://letters.example", "https://"),
        ("texts = \"leads\"", "texts = \"lead\""),
        ("texts = \"leads\"", "texts = false"),
        ("[[newsletters]]", "[newsletters]"),
    ];
    let report: Vec<_> = cases.iter().map(|(words, other)| format!("> {other}\n{}\n", house(words, other))).collect();
    insta::assert_snapshot!(report.join("\n"));
}

/// One newsletter with a flaw in every key has as many flaws.
#[test]
fn a_newsletter_s_flaws_are_found_at_once() {
    let flawed = "[[newsletters]]\nslug = \"En\"\nlanguages = [\"eng\"]\nname.en = \" \"\npace = \"daily\"\n\
                  from = \"@\"\nreply_to = \"x\"\nsubject.by = \"\"\nbase = \"x\"\ntexts = \"\"\n\n[[pages]]";
    insta::assert_snapshot!(house("[[pages]]", flawed));
    assert_eq!(house("[[pages]]", flawed).lines().filter(|line| line.starts_with("publication.toml:")).count(), 9);
}

#[test]
fn a_publication_s_files() {
    let files = [
        ("redirects.toml", "\"2020/review\" = \"/en/\"\n\"/old\" = \"//evil.example/\"\n\"/a\" = \"/a\"\n\"/b\" = 1\n"),
        ("pages/abuot.en.md", "+++\nheadline = \"About\"\n+++\n"),
        ("pages/contact.en.md", "+++\nheadline = \"Contact\"\n+++\n"),
        ("pages/about.ru.md", "+++\nlead = \"No headline\"\n+++\n\nNote[^1].\n"),
        ("pages/about.BE.md", "+++\nheadline = \"About\"\n+++\n"),
        ("banner.png", "a picture"),
        ("pages/deep/about.en.md", ""),
        ("publicaton.toml", ""),
        ("risk.md", "Who opens your mailbox sees the mail.\n"),
        ("risk.pl.md", "Kto otworzy skrzynkę, zobaczy list.\n"),
        ("risk.EN.md", "Again.\n"),
        ("risc.en.md", "Misspelled.\n"),
        ("risk.ru.md", "+++\nheadline = \"x\"\n+++\n"),
        ("risk.ru.md", "Раз.[^1]\n\n![face](face.jpg)\n"),
    ];
    let with = |(path, text): (&str, &str)| cast::with(cast::publication(), path, text);
    let read = |file| shown(&publication::read(&with(file), None).flaws);
    let report: Vec<_> = files.iter().map(|file| format!("> {}\n{}\n", file.0, read(*file))).collect();
    insta::assert_snapshot!(report.join("\n"));
    assert_eq!(shown(&publication::read(&Files::default(), None).flaws), "publication.toml: this file is missing");
    let there = published(&cast::publication());
    assert_eq!(shown(&publication::read(&Files::default(), Some(&there)).flaws), "");
}

#[test]
fn redirects_stay_on_the_site_and_arrive() {
    let redirects = [
        r#""/old" = "/en/""#,
        r#""/index.php?p=7" = "/en/archive/?page=2#top""#,
        r#""/old" = "https://evil.example/""#,
        r#""/old" = "/\\evil.example/""#,
        r#""/old" = "/\tevil""#,
        r#""/old" = "/en/two words""#,
        r#""//old" = "/en/""#,
        r#""/old\\" = "/en/""#,
        "\"/old\" = \"/en/\"\n\"/old\" = \"/be/\"",
        r#""/old" = "/old""#,
        r#""/old" = "/old/?a=1#b""#,
        "\"/old\" = \"/older\"\n\"/older\" = \"/en/\"",
        "\"/old\" = \"/older\"\n\"/older/\" = \"/old\"",
        "\"/old\" = \"/index?p=7\"\n\"/index?p=7\" = \"/en/\"\n\"/index?p=8\" = \"/index\"",
    ];
    let read = |text: &str| publication::read(&cast::with(cast::publication(), "redirects.toml", text), None);
    let report: Vec<_> = redirects.iter().map(|text| format!("> {text}\n{}\n", shown(&read(text).flaws))).collect();
    insta::assert_snapshot!(report.join("\n"));
}

#[test]
fn objections_are_shown_at_their_places() {
    let publication = published(&cast::publication());
    let sheet = cast::instead(cast::EDITION, "cutoff = 2020-06-28", "cutoff = 2020-06-21");
    let sheet = cast::instead(&sheet, "published = 2020-06-29T08:00:00+03:00\n", "");
    let files = cast::with(cast::edition(), "edition.toml", sheet);
    let files = cast::with(files, "civil.en.md", "+++\nlead = \"No headline\"\n+++\n");
    insta::assert_snapshot!(taken(&files, &publication, None, &[]).unwrap_err());

    let there = taken(&cast::edition(), &publication, None, &[]).unwrap();
    let sheet = cast::instead(cast::EDITION, "reason.be = \"", "reason.be = \"Не: ");
    let sheet = cast::instead(&sheet, "verdict = \"worsened\"", "verdict = \"improved\"");
    let sheet = cast::instead(&sheet, "[\"ladutska\", \"smalich\"]", "[\"ladutska\"]");
    let sheet = cast::instead(&sheet, "overview = \"A", "overview = \"The");
    let files = cast::with(cast::edition(), "edition.toml", sheet);
    let files = cast::with(files, "economy.en.md", cast::instead(cast::ECONOMY, "June 23", "June 24"));
    insta::assert_snapshot!(taken(&files, &publication, Some(&there), &[]).unwrap_err());
}

/// Whatever is cut off or left out, reading ends, and what is wrong has a place in a file.
#[test]
fn no_broken_file_breaks_the_reading() {
    let house = published(&cast::publication());
    let lines: Vec<&str> = cast::EDITION.split_inclusive('\n').collect();
    let without =
        |left_out: usize| lines.iter().enumerate().filter(move |(at, _)| *at != left_out).map(|(_, line)| *line);
    let short = (0..lines.len()).map(|left_out| without(left_out).collect::<String>());
    let cut = cast::EDITION.char_indices().step_by(7).map(|(at, _)| cast::EDITION[..at].to_owned());
    for sheet in short.chain(cut) {
        let read = edition::read(&cast::with(cast::edition(), "edition.toml", sheet), &house);
        assert!(read.flaws.iter().all(|flaw| !flaw.place.file.is_empty()));
    }
    for (at, _) in cast::ECONOMY.char_indices() {
        edition::read(&cast::with(cast::edition(), "economy.en.md", &cast::ECONOMY[..at]), &house);
    }
    for (at, _) in cast::PUBLICATION.char_indices().step_by(7) {
        publication::read(&cast::with(cast::publication(), "publication.toml", &cast::PUBLICATION[..at]), None);
    }
}
