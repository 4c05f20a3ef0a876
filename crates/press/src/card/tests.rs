use super::*;

fn words(name: &str, period: &str, verdicts: &[(Verdict, &str, &str)]) -> CardWords {
    let verdicts = verdicts.iter().map(|(verdict, title, word)| (*verdict, (*title).to_owned(), (*word).to_owned()));
    CardWords {
        name: name.to_owned(),
        period: period.to_owned(),
        verdicts: verdicts.collect(),
        direction: Direction::LeftToRight,
    }
}

fn english() -> CardWords {
    words(
        "Situation in Vesnia",
        "June 22 – June 28, 2020",
        &[
            (Verdict::Unchanged, "Security issues", "Unchanged"),
            (Verdict::Improved, "Foreign policy", "Improved"),
            (Verdict::Unchanged, "Domestic politics", "Unchanged"),
            (Verdict::Worsened, "Economy", "Worsened"),
            (Verdict::Worsened, "Civil society", "Worsened"),
        ],
    )
}

fn belarusian() -> CardWords {
    words(
        "Сітуацыя ў Весніі",
        "28 снежня 2020 г. – 3 студзеня 2021 г.",
        &[
            (Verdict::Unchanged, "Пытанні бяспекі", "Не змянілася"),
            (Verdict::Improved, "Знешняя палітыка", "Палепшылася"),
            (Verdict::NotAssessed, "Унутраная палітыка", "Не ацэньвалася"),
            (Verdict::Worsened, "Эканоміка", "Пагоршылася"),
            (Verdict::Worsened, "Грамадзянская супольнасць", "Пагоршылася"),
        ],
    )
}

fn long() -> CardWords {
    let mut long = belarusian();
    long.name =
        "Штотыднёвы агляд палітычнай, эканамічнай і грамадскай сітуацыі ў Рэспубліцы Весніі і яе суседзях".to_owned();
    long.verdicts.extend(english().verdicts);
    long.verdicts[0].1 = "Пытанні нацыянальнай бяспекі, абароны і міжнароднага ваеннага супрацоўніцтва".to_owned();
    long
}

/// Width and height as the file says them (PNG, 11.2.1).
fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn a_card_is_small_and_the_same_every_time() {
    for words in [english(), belarusian(), long()] {
        let drawn = png(&words).unwrap();
        assert_eq!(size(&drawn), (WIDTH, HEIGHT));
        assert!(drawn.len() < 60_000, "{} bytes", drawn.len());
        assert_eq!(png(&words).unwrap(), drawn);
    }
}

#[test]
fn every_word_of_it_moves_the_picture() {
    let drawn = png(&english()).unwrap();
    let changes: [fn(&mut CardWords); 5] = [
        |words| words.name.push('!'),
        |words| words.period.push('!'),
        |words| words.verdicts[0].0 = Verdict::NotAssessed,
        |words| words.verdicts[4].1.push('!'),
        |words| words.direction = Direction::RightToLeft,
    ];
    for change in changes {
        let mut words = english();
        change(&mut words);
        assert_ne!(png(&words).unwrap(), drawn);
    }
}

#[test]
fn odd_words_make_a_card_too() {
    let mut words = words("<&> \u{0} \"'", "", &[]);
    assert_eq!(size(&png(&words).unwrap()), (WIDTH, HEIGHT));
    words.name = "الوضع في فيسنيا".to_owned();
    words.verdicts = vec![(Verdict::Worsened, "经济".to_owned(), String::new())];
    words.direction = Direction::RightToLeft;
    assert_eq!(size(&png(&words).unwrap()), (WIDTH, HEIGHT));
    assert!(!drawing::svg(&words).contains("<text"), "letters that no face has are not drawn as boxes");
}

#[test]
fn the_faces_have_the_letters_of_our_languages() {
    let letters =
        "АБВГДЕЁЖЗІЙКЛМНОПРСТУЎФХЦЧШЫЬЭЮЯ абвгдеёжзійклмнопрстуўфхцчшыьэюящъии ҐґЄєЇї ŁłŃńŠšŽžĄąĘęŲų №«»„“”’–—…\u{a0}";
    for face in [lettering::Face::Serif, lettering::Face::Sans, lettering::Face::SansBold] {
        assert!(lettering::width(letters, face).is_some_and(|width| width > 20.0), "{face:?}");
    }
    assert_eq!(lettering::width("▼", lettering::Face::Sans), None);
}

#[test]
fn long_words_shrink_then_break_then_end() {
    use lettering::{Face, Room, fit};
    let room = Room { face: Face::Serif, size_max: 40.0, size_min: 30.0, width: 300.0, lines_max: 2 };
    let set = |words: &str| {
        let set = fit(words, &room);
        for line in &set.lines {
            assert!(lettering::width(line, Face::Serif).unwrap() * set.size <= room.width + 0.5, "{line}");
        }
        (set.lines.len(), set.size, set.lines.last().cloned().unwrap_or_default())
    };
    assert_eq!(set("Economy"), (1, 40.0, "Economy".to_owned()));
    assert_eq!(set("Politics and society"), (2, 40.0, "and society".to_owned()));
    let (lines, size, last) = set("Politics, society and many other matters of interest to all");
    assert_eq!((lines, size), (2, 30.0));
    assert!(last.ends_with('…'), "{last}");
    let (lines, _, last) = set("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz");
    assert!(lines == 1 && last.ends_with('…'), "{last}");
}
