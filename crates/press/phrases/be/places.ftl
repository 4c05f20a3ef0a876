# Раздзелы, аўтары, архіў, выпраўленні, сталыя старонкі, памылкі і стужкі.

sections-about = Што мы ацэньваем у кожным выпуску, з чым параўноўваем і як справы цяпер.

section-kicker = Раздзел
section-judged-since = Ацэньваецца з { $date }
section-unjudged = Яшчэ не ацэньваўся.
section-ended = Раздзел закрыты { $date } і больш не ацэньваецца.
section-pause = Перапынак: { $period }
section-earlier-name = Ранейшая назва:
section-earlier-until = да { $date }
section-run = { $run }; { $period }
section-sheets = Год на аркушы
section-sheets-about-weeks = Кожны тыдзень зрушвае пяро на адзін вердыкт: уверх, роўна або ўніз. След паказвае, у які бок рухалася сітуацыя і як доўга, але не паказвае, наколькі моцна. Там, дзе пяро паднята, не было выпуску або вердыкту.
section-sheets-about-editions = Кожны выпуск зрушвае пяро на адзін вердыкт: уверх, роўна або ўніз. След паказвае, у які бок рухалася сітуацыя і як доўга, але не паказвае, наколькі моцна. Там, дзе пяро паднята, не было выпуску або вердыкту.
section-in-year = { $section }, { $year } год
section-list = Каментарыі
section-list-none = Каментарыяў пакуль няма.
section-others = Іншыя раздзелы
section-ended-others = Закрытыя раздзелы
section-follow = Сачыць за раздзелам

list-commentaries = { $n ->
    [one] { $n } каментарый
    [few] { $n } каментарыі
    [many] { $n } каментарыяў
   *[other] { $n } каментарыя
}
list-verdicts = { $n ->
    [one] { $n } вердыкт
    [few] { $n } вердыкты
    [many] { $n } вердыктаў
   *[other] { $n } вердыкту
}

authors-about = Хто тут піша — пад імёнамі, якія аўтары выбралі самі.
authors-list = Усе аўтары
authors-none = Пакуль ніводзін аўтар не названы.

author-kicker = Аўтар
author-pen-name = Псеўданім.
author-group = Агульны подпіс усёй групы.
author-none = Каментарыяў пад гэтым подпісам пакуль няма.
author-others = Усе аўтары

archive-count = { $n ->
    [one] Усяго { $n } выпуск з { $date }
    [few] Усяго { $n } выпускі з { $date }
    [many] Усяго { $n } выпускаў з { $date }
   *[other] Усяго { $n } выпуску з { $date }
}
archive-signs = Кожны знак — вердыкт раздзела ў адным выпуску; ён вядзе да каментарыя.
archive-none = Пакуль нічога не апублікавана.
archive-key = Умоўныя знакі
archive-years = Гады
archive-no-edition = няма выпуску
archive-not-judged = без вердыкту
archive-list = Выпускі
archive-verdicts = Вердыкты
archive-withdrawn = адкліканы { $date }
archive-year-list = { $n ->
    [one] { $n } выпуск { $year } года спісам
    [few] { $n } выпускі { $year } года спісам
    [many] { $n } выпускаў { $year } года спісам
   *[other] { $n } выпуску { $year } года спісам
}

year-title = { $year } год
year-count = { $n ->
    [one] { $n } выпуск.
    [few] { $n } выпускі.
    [many] { $n } выпускаў.
   *[other] { $n } выпуску.
}
year-neighbors = Іншыя гады

corrections-about = Што мы змянілі пасля публікацыі. У кожнага выпраўлення ёсць дата і нумар у сваім выпуску; у ім сказана, што змянілася, а ранейшы тэкст застаецца даступным.
corrections-none = Пакуль нічога выпраўляць не давялося.
corrections-front = Агляд выпуску
corrections-byline = Подпіс пад каментарыем «{ $commentary }»
corrections-facts = Звесткі пра выпуск
corrections-withdrawn = Пазней выпуск адклікалі.

error-not-found = Тут нічога няма
error-not-found-about = Магчыма, у адрасе памылка або такой старонкі ніколі не было. Тое, што мы аднойчы апублікавалі, захоўвае свой адрас назаўсёды.
error-no-language = На гэтай мове няма
error-no-language-about = Гэтага тэксту няма ні на гэтай мове, ні на той, якую мы паказваем замест яе. Яго можна прачытаць на іншых мовах:
error-withdrawn = Гэты выпуск адкліканы
error-withdrawn-about = { $period }: апублікаваны { $published }, адкліканы { $date }
error-withdrawn-why = Чаму
error-gone-about = Тое, што тут было, адклікана і не вернецца.
error-unavailable = Калі ласка, зайдзіце крыху пазней
error-unavailable-about = Цяпер мы не можам паказаць тэксты. Нічога не страчана; паспрабуйце зноў праз некалькі хвілін.
error-ways-on = Куды далей
error-newest = Апошні выпуск: { $period }
error-edition = Выпуск за { $period }
error-sections = Усе раздзелы

entry-feed = { $publication }: { $section }
entry-title = { $section }: { $headline }
entry-elsewhere = { $section }: { $headline } ({ $language })
entry-flash = { $title } (экстранны выпуск)
