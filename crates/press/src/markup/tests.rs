use super::*;

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn made(text: &str, tag: &str) -> Html {
    let notes = Notes { prefix: "", first: 1, back_label: "Back to the text", source_label: "Source" };
    html(text, &language(tag), &notes)
}

fn body(text: &str) -> String {
    made(text, "en").body
}

#[test]
fn headings_begin_at_two_and_skip_no_level() {
    let levels = |text: &str| {
        let html = body(text);
        html.match_indices("<h").filter_map(|(at, _)| html[at + 2..at + 3].parse::<u8>().ok()).collect::<Vec<_>>()
    };
    assert_eq!(levels("# a\n\n## b\n\n### c\n\n# d\n"), [2, 3, 4, 2]);
    assert_eq!(levels("### a\n\n###### b\n\n#### c\n\n## d\n"), [2, 3, 3, 2]);
    assert_eq!(levels("# a\n## a\n### a\n#### a\n##### a\n###### a\n"), [2, 3, 4, 5, 6, 6]);
    assert_eq!(body("a <h1>b</h1>\n\n<h1>c</h1>\n"), "<p>a b</p>\nc\n");
}

#[test]
fn sources_lead_there_and_back() {
    let html = made("One[^b], two[^a], one again[^b].\n\n[^a]: *Second*.\n\n[^b]: First.\n\n    Third.\n", "en");
    assert_eq!(
        html.body,
        "<p>One<sup><a href=\"#s1\" id=\"r1\" aria-label=\"Source 1\">1</a></sup>, \
         two<sup><a href=\"#s2\" id=\"r2\" aria-label=\"Source 2\">2</a></sup>, \
         one again<sup><a href=\"#s1\" id=\"r1-2\" aria-label=\"Source 1\">1</a></sup>.</p>\n"
    );
    assert_eq!(
        html.notes,
        [
            "<li id=\"s1\"><p>First.</p>\n<p>Third. <a href=\"#r1\" aria-label=\"Back to the text: Source 1\">↑</a></p></li>",
            "<li id=\"s2\"><em>Second</em>. <a href=\"#r2\" aria-label=\"Back to the text: Source 2\">↑</a></li>",
        ]
    );
}

#[test]
fn a_second_text_counts_its_notes_on() {
    let notes = Notes { prefix: "x-", first: 3, back_label: "Back", source_label: "<Source>" };
    let html = html("One[^1].\n\n[^1]: First.\n", &language("en"), &notes);
    assert!(html.body.contains("<a href=\"#x-s3\" id=\"x-r3\" aria-label=\"&lt;Source&gt; 3\">3</a>"), "{}", html.body);
    assert!(html.notes[0].starts_with("<li id=\"x-s3\">First. <a href=\"#x-r3\""), "{}", html.notes[0]);
}

#[test]
fn a_table_scrolls_within_a_region_named_by_its_headings() {
    assert_eq!(
        body("| Month | *Reserves* |\n|---|--:|\n| May | 4.4 |\n"),
        "<div class=\"table\" role=\"region\" aria-label=\"Month, Reserves\" tabindex=\"0\"><table>\n<thead>\n\
         <tr><th scope=\"col\">Month</th><th scope=\"col\" class=\"end\"><em>Reserves</em></th></tr>\n</thead>\n\
         <tbody>\n<tr><td>May</td><td class=\"end\">4.4</td></tr>\n</tbody>\n</table></div>\n"
    );
}

#[test]
fn lists_quotes_code_and_rules() {
    assert_eq!(body("- a\n- b\n"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
    assert_eq!(body("3. a\n\n4. b\n"), "<ol start=\"3\">\n<li><p>a</p></li>\n<li><p>b</p></li>\n</ol>\n");
    assert_eq!(body("> a\n"), "<blockquote>\n<p>a</p>\n</blockquote>\n");
    assert_eq!(body("    <b>&\n"), "<pre tabindex=\"0\"><code>&lt;b&gt;&amp;\n</code></pre>\n");
    assert_eq!(body("a\n\n***\n"), "<p>a</p>\n<hr>\n");
}

#[test]
fn other_hosts_learn_nothing() {
    let rel = "rel=\"noopener noreferrer\"";
    assert_eq!(
        body("[a](https://b.example/?c=1&d)"),
        format!("<p><a href=\"https://b.example/?c=1&amp;d\" {rel}>a</a></p>\n")
    );
    assert_eq!(body("[a](//b.example)"), format!("<p><a href=\"//b.example\" {rel}>a</a></p>\n"));
    assert_eq!(
        body("<a href='https://b.example'>a</a>"),
        format!("<p><a href=\"https://b.example\" {rel}>a</a></p>\n")
    );
    assert_eq!(body("[a](../2020-06-15/economy/)"), "<p><a href=\"../2020-06-15/economy/\">a</a></p>\n");
    assert_eq!(body("[a](mailto:a@b.example)"), "<p><a href=\"mailto:a@b.example\">a</a></p>\n");
}

#[test]
fn hostile_html_does_no_harm() {
    let hostile = [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script> b",
        "<style>p { display: none }</style>",
        "a <style>p { display: none }</style> b",
        "<img src=x onerror=alert(1)>",
        "a <img src=x onerror=alert(1)> b",
        "<svg><script>alert(1)</script></svg>",
        "a <svg onload=alert(1)><a xlink:href=\"javascript:alert(1)\">x</a></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        "<iframe src=\"https://evil.example\"></iframe>",
        "<form action=\"https://evil.example\"><input name=a><button>b</button></form>",
        "a <b style=\"position:fixed\" onclick=\"alert(1)\">b</b>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](<java\tscript:alert(1)>)",
        "[a](data:text/html,<script>alert(1)</script>)",
        "[a](vbscript:msgbox)",
        "<a href=\"&#106;avascript:alert(1)\">a</a>",
        "a <a href=\" javascript:alert(1)\">a</a>",
        "<div id=\"main\" class=\"vh\" role=\"alert\" tabindex=\"1\">x</div>",
        "a <span id=\"s1\" class=\"skip\" aria-label=\"x\">x</span>",
        "<base href=\"https://evil.example\"><meta http-equiv=refresh content=\"0;url=https://evil.example\">",
        "<link rel=stylesheet href=\"https://evil.example\">",
        "<object data=x></object><embed src=x><video src=x></video>",
        "<!-- --><!-- <script> --> a",
        "a <noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "`<script>alert(1)</script>`\" onmouseover=\"alert(1)",
        "| <script>alert(1)</script> | b\" onclick=\"c |\n|---|---|\n| <img src=x> | d |\n",
        "a[^1]\n\n[^1]: <img src=x onerror=alert(1)> <script>alert(1)</script>\n",
    ];
    let banned = [
        "<script",
        "<style",
        "<img",
        "<svg",
        "<math",
        "<iframe",
        "<form",
        "<input",
        "<button",
        "<base",
        "<meta",
        "<link",
        "<object",
        "<embed",
        "<video",
        "<!--",
        "style=",
        "src=",
        "javascript:",
        "vbscript:",
        "data:",
        "id=\"main\"",
        "skip",
        "\"alert\"",
        "tabindex=\"1\"",
        "display: none",
    ];
    for text in hostile {
        let html = made(text, "en");
        for made in std::iter::once(&html.body).chain(&html.notes) {
            assert_eq!(banned.iter().find(|word| made.contains(**word)), None, "{text}\n{made}");
            let attributes: Vec<_> = tags(made).flat_map(attributes).collect();
            assert!(!attributes.iter().any(|name| name.starts_with("on")), "{text}\n{made}");
        }
    }
}

/// What stands between `<` and `>`.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|tag| tag.split('>').next())
}

/// The names of a tag's attributes: what stands outside of quotation marks, without the tag's own name.
fn attributes(tag: &str) -> impl Iterator<Item = &str> {
    tag.split('"').step_by(2).flat_map(str::split_whitespace).skip(1)
}

#[test]
fn html_that_is_fine_stays_and_is_closed() {
    assert_eq!(
        body("H<sub>2</sub>O and <abbr title=\"a\" class=\"b\">c</abbr>"),
        "<p>H<sub>2</sub>O and <abbr title=\"a\">c</abbr></p>\n"
    );
    assert_eq!(body("a <b>b\n\nc\n"), "<p>a <b>b</b></p>\n<p>c</p>\n");
    assert_eq!(body("<div lang=\"be\">\n\nслова\n\n</div>\n"), "<div lang=\"be\">\n</div><p>слова</p>\n\n");
    assert_eq!(body("a</p></div></main>b"), "<p>ab</p>\n");
    assert_eq!(body("a <svg> *b* c"), "<p>a  <em>b</em> c</p>\n");
}

#[test]
fn lines_do_not_break_where_they_must_not() {
    let seen = |words: &str, tag: &str| typeset(words, &language(tag)).replace('\u{a0}', "_");
    assert_eq!(seen("Новае — і ў Мінску (у цэнтры)", "be"), "Новае_— і_ў_Мінску (у_цэнтры)");
    assert_eq!(seen("На 310 млн, 4 100 чалавек у 2020 г. і № 5", "be"), "На_310_млн, 4_100_чалавек у_2020_г. і_№_5");
    assert_eq!(seen("По 5 июня\n— ничего", "ru"), "По_5_июня_— ничего");
    assert_eq!(seen("Калі б «за імі» стаяў, ці не ўсё ж?", "be"), "Калі_б «за_імі» стаяў, ці_не_ўсё_ж?");
    assert_eq!(seen("Za granicą i w kraju", "pl"), "Za granicą i_w_kraju");
    assert_eq!(
        seen("I have a plan – for 5 km, 310 million dollars, 3 cats, June 23, May 2020", "en"),
        "I have a plan_– for 5_km, 310_million dollars, 3 cats, June_23, May 2020"
    );
    assert_eq!(seen("у", "be"), "у");
    assert_eq!(made("Сказаў \"не\" -- і *у* лесе", "be").body, "<p>Сказаў «не»\u{a0}– і\u{a0}<em>у</em> лесе</p>\n");
}

#[test]
fn plain_words_have_neither_notes_nor_tags() {
    assert_eq!(plain("# A\n\n*B* <b>c</b>[^1]\n\n[^1]: D.\n", &language("en")), "A\n\nB c");
}
