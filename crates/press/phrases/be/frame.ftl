# Тое, што ёсць на кожнай старонцы, і старонкі выпуску, каментарыя ды ранейшай рэдакцыі.

skip = Да тэксту
places = Галоўнае меню
languages = Мовы
place-this-week = Гэты тыдзень
place-this-edition = Гэты выпуск
place-sections = Раздзелы
place-archive = Архіў
place-authors = Аўтары
place-corrections = Выпраўленні
title-home = { $name }: { $page }
title-page = { $page } — { $name }

promise = Гэты сайт не ставіць кукі, не запускае скрыптоў і не звяртаецца да іншых сервераў. І нічога пра вас не захоўвае.
promise-no-trace = Гэты сайт не ставіць кукі, не запускае скрыптоў і не звяртаецца да іншых сервераў. Ён нічога не захоўвае ні пра вас, ні на вашай прыладзе: старонкі не запісваюцца, шрыфты не загружаюцца.
column-digest = Выданне
column-elsewhere = Сачыць
column-partners = Партнёры
made-with = Зроблена на Barograph

verdict-improved = Палепшылася
verdict-unchanged = Не змянілася
verdict-worsened = Пагоршылася
verdict-not-assessed = Не ацэньвалася
verdict-to-follow = Вердыкт будзе
verdict-text-to-follow = Тэкст будзе
situation-improved = Сітуацыя палепшылася
situation-unchanged = Сітуацыя не змянілася
situation-worsened = Сітуацыя пагоршылася
situation-not-assessed = Сітуацыя не ацэньвалася
situation-to-follow = Вердыкт будзе пазней
situation-text-to-follow = Тэкст будзе пазней
moved-improved = палепшылася
moved-unchanged = не змянілася
moved-worsened = пагоршылася
moved-not-assessed = не ацэньвалася
moved-to-follow = тэкст будзе

sentence = Сітуацыя { $moved }.
sentence-not-assessed = Сітуацыя { $moved }; { $where } ацаніць яе не ўдалося.
sentence-none-assessed = Ацаніць сітуацыю { $where } не ўдалося.
has-worsened = пагоршылася
has-improved = палепшылася
has-unchanged = не змянілася
clause = { $verb } { $where }
clauses-two = { $first } і { $second }
clauses-three = { $first }, { $second } і { $third }

run = { $n ->
    [one] { $n } выпуск запар
    [few] { $n } выпускі запар
    [many] { $n } выпускаў запар
   *[other] { $n } выпуску запар
}
new-this-week = новае на гэтым тыдні
new-this-edition = новае ў гэтым выпуску
strip-of-weeks = { $section }, { $n ->
    [one] апошні { $n } тыдзень
    [few] апошнія { $n } тыдні
    [many] апошнія { $n } тыдняў
   *[other] апошнія { $n } тыдня
}
strip-of-editions = { $section }, { $n ->
    [one] апошні { $n } выпуск
    [few] апошнія { $n } выпускі
    [many] апошнія { $n } выпускаў
   *[other] апошнія { $n } выпуску
}
counts = палепшылася { $improved }, не змянілася { $unchanged }, пагоршылася { $worsened }
counts-not-assessed = не ацэньвалася { $n }
last-weeks = { $n ->
    [one] Апошні { $n } тыдзень
    [few] Апошнія { $n } тыдні
    [many] Апошнія { $n } тыдняў
   *[other] Апошнія { $n } тыдня
}
last-editions = { $n ->
    [one] Апошні { $n } выпуск
    [few] Апошнія { $n } выпускі
    [many] Апошнія { $n } выпускаў
   *[other] Апошнія { $n } выпуску
}

edition-number = Выпуск { $number }
published-on = апублікаваны { $day }
flash-edition = Экстранны выпуск
flash-newer = Пасля гэтага
flash-about = Пра адну падзею, паміж двума штотыднёвымі выпускамі. Яго вердыкты не ўваходзяць у шэраг.
the-sections = { $n ->
    [2] Два раздзелы
    [3] Тры раздзелы
    [4] Чатыры раздзелы
    [5] Пяць раздзелаў
    [6] Шэсць раздзелаў
    [7] Сем раздзелаў
    [8] Восем раздзелаў
    [one] { $n } раздзел
    [few] { $n } раздзелы
    [many] { $n } раздзелаў
   *[other] { $n } раздзела
}
the-commentaries = Каментарыі
earlier-editions = Папярэднія выпускі
view-all = Глядзець усё
all-editions = Усе выпускі
previous-edition = Папярэдні выпуск: { $period }
next-edition = Наступны выпуск: { $period }
neighboring-editions = Суседнія выпускі
takeaways = Галоўнае
cutoff = Улічана тое, што стала вядома да { $day }, { $time }.
sections-missing = { $n ->
    [one] У гэтым выпуску не ацэнены { $n } раздзел:
    [few] У гэтым выпуску не ацэнены { $n } раздзелы:
    [many] У гэтым выпуску не ацэнена { $n } раздзелаў:
   *[other] У гэтым выпуску не ацэнена { $n } раздзела:
} { $sections }.
text-to-follow = Каментарый з’явіцца пазней.
no-commentary = У гэтым выпуску каментарыя да гэтага раздзела няма.
added-on = Дададзена { $day }
no-editions = Першы выпуск яшчэ не выйшаў.
no-editions-hint = Ён з’явіцца тут. Стужкі прынясуць яго вам, калі ён выйдзе.
no-editions-left = Цяпер тут няма чарговага выпуску.
no-editions-left-hint = Наступны з’явіцца тут. Стужкі прынясуць яго вам, калі ён выйдзе.

by = {""}
read-more = Чытаць далей
read-more-in = Чытаць далей { $language ->
    [en] па-англійску
    [be] па-беларуску
    [ru] па-руску
   *[other] ({ $name })
}
published = Апублікавана { $day }
also-in = Таксама:
verdict = Вердыкт
run-long-improved = Паляпшаецца { $run }.
run-long-unchanged = Не змяняецца { $run }.
run-long-worsened = Пагаршаецца { $run }.
run-new-improved = Палепшылася: { $run }.
run-new-unchanged = Не змянілася: { $run }.
run-new-worsened = Пагоршылася: { $run }.
outlook = Што далей
sources = Крыніцы
source = Крыніца
back = Назад да тэксту
correction = { $n ->
    [one] Выпраўленне
    [few] Выпраўленні
    [many] Выпраўленні
   *[other] Выпраўленні
}
correction-number = Выпраўленне { $number }
verdict-before = { $section }, раней: { $verdict }.
verdict-was = Раней: { $verdict }.
reason-before = Раней: «{ $words }»
earlier-revision = Чытаць ранейшую рэдакцыю
cite-as = Як спасылацца
cite = { $authors }. { $headline } // { $publication }. { $period } URL: { $address }
cite-anonymous = { $headline } // { $publication }. { $period } URL: { $address }
permanent-id = Гэты ідэнтыфікатар не зменіцца, дзе б тэкст ні апублікавалі:
earlier-in = Раней у раздзеле «{ $section }»
in-this-edition = У гэтым выпуску
all-commentaries = { $n ->
    [one] { $n } каментарый і след з { $year } года
    [few] Усе { $n } каментарыі і след з { $year } года
    [many] Усе { $n } каментарыяў і след з { $year } года
   *[other] Усе { $n } каментарыя і след з { $year } года
}
previous-commentary = Раней: { $period }
next-commentary = Пазней: { $period }
neighboring-commentaries = Суседнія каментарыі
follow = Падпішыцеся на нас
feed-all = Усе каментарыі
feed-section = Толькі «{ $section }»
feed-atom = Стужка Atom
feed-json = Стужка JSON

untranslated = { $missing ->
    [en] Па-англійску
    [be] Па-беларуску
    [ru] Па-руску
   *[other] На гэтай мове ({ $missing-name })
} гэтага каментарыя яшчэ няма. Пакуль ён перакладаецца, паказваем { $shown ->
    [en] англійскі тэкст
    [be] беларускі тэкст
    [ru] рускі тэкст
   *[other] тэкст на іншай мове ({ $shown-name })
}.
untranslated-page = { $missing ->
    [en] Па-англійску
    [be] Па-беларуску
    [ru] Па-руску
   *[other] На гэтай мове ({ $missing-name })
} гэтай старонкі яшчэ няма. Пакуль яна перакладаецца, паказваем { $shown ->
    [en] англійскі тэкст
    [be] беларускі тэкст
    [ru] рускі тэкст
   *[other] тэкст на іншай мове ({ $shown-name })
}.

revision = Ранейшая рэдакцыя { $number }
revision-until = Да { $day } тэкст быў такім. З таго часу яго выправілі.
revision-now = Чытаць тэкст, якім ён ёсць цяпер
