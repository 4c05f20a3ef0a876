//! The text part: the same mail as lines, for those who like them better or have nothing else.

use super::matter::{Matter, Row, sign};
use super::sheet::{Sheet, WIDTH, hanging};
use super::told::{Extent, PictureWords, Told};

/// The text part, with marks where its reader's own links go.
pub fn text(matter: &Matter) -> String {
    let mut sheet = Sheet::default();
    head(&mut sheet, matter);
    sheet.paragraph(&matter.greeting.text);
    sheet.paragraph(&matter.sentence.plain);
    sheet.paragraph(&matter.flash);
    sheet.paragraph(&matter.overview.text);
    if !matter.takeaways.1.is_empty() {
        let items: Vec<String> = matter.takeaways.1.iter().map(|words| hanging(&words.text, "- ", "  ")).collect();
        sheet.heading(&matter.takeaways.0, '-');
        sheet.lines(&items.join("\n"));
    }
    sheet.paragraph(&matter.only);
    sheet.heading(&matter.board.0, '-');
    matter.board.1.iter().for_each(|row| on_board(&mut sheet, row));
    matter.told.iter().for_each(|told| commentary(&mut sheet, told));
    foot(&mut sheet, matter);
    sheet.finish()
}

fn head(sheet: &mut Sheet, matter: &Matter) {
    sheet.heading(&matter.name.text, '=');
    let dated = [matter.number.as_str(), matter.period.as_str()];
    sheet.paragraph(&dated.iter().filter(|words| !words.is_empty()).copied().collect::<Vec<_>>().join("\n"));
    if let Some(own) = matter.on_site.first() {
        sheet.link(&own.name.text, &own.href);
    }
    sheet.link(&matter.leave_short, matter.leave_mark());
}

fn on_board(sheet: &mut Sheet, row: &Row) {
    let judged = &row.judgement;
    let run = if judged.run.is_empty() { String::new() } else { format!(" ({})", judged.run) };
    let strip = if row.strip.is_empty() { String::new() } else { format!("{} {}", row.strip_label, row.strip) };
    let title = format!("{} {}: {}{run}", sign(judged.symbol), judged.section.text, judged.word.to_lowercase());
    let lines = [title, judged.reason.text.clone(), strip].into_iter().filter(|line| !line.is_empty());
    sheet.lines(&hanging(&lines.collect::<Vec<_>>().join("\n"), "", "  "));
}

fn commentary(sheet: &mut Sheet, told: &Told) {
    sheet.lines(&"-".repeat(WIDTH));
    sheet.paragraph(&format!("{} {}. {}", sign(told.symbol), told.section.text, told.said));
    sheet.paragraph(&told.untranslated);
    sheet.heading(&told.headline.text, '=');
    sheet.paragraph(&told.byline);
    if told.extent >= Extent::Lead {
        sheet.paragraph(&told.lead);
    }
    if told.extent < Extent::Full {
        sheet.link(&told.more, &told.href);
        return;
    }
    if let Some(picture) = &told.picture {
        sheet.paragraph(&picture_line(picture));
    }
    sheet.lines(&told.lines.text);
    if !told.lines.outlook.is_empty() {
        sheet.heading(&told.lines.outlook_title, '-');
        sheet.lines(&told.lines.outlook);
    }
    sheet.lines(&told.lines.sources.join("\n"));
    sheet.lines(&told.href);
}

fn picture_line(picture: &PictureWords) -> String {
    let words = [&picture.alt, &picture.caption, &picture.credit].map(|words| words.text.as_str());
    let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
    format!("({} {})", picture.label, words.join(" "))
}

fn foot(sheet: &mut Sheet, matter: &Matter) {
    sheet.lines(&"-".repeat(WIDTH));
    matter.fine_print.iter().for_each(|words| sheet.paragraph(words));
    if !matter.corrections.1.is_empty() {
        sheet.heading(&matter.corrections.0, '-');
        matter.corrections.1.iter().for_each(|(of, note)| sheet.paragraph(&format!("{of} {}", note.text)));
    }
    sheet.paragraph(&matter.closing.text);
    sheet.link(&matter.leave, matter.leave_mark());
    sheet.link(&matter.manage, matter.manage_mark());
    for other in matter.on_site.iter().skip(1) {
        sheet.link(&other.name.text, &other.href);
    }
    matter.foot.iter().for_each(|words| sheet.paragraph(&words.text));
}
