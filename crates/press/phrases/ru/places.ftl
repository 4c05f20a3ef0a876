# Разделы, авторы, архив, исправления, постоянные страницы, ошибки и ленты.

sections-about = Что мы оцениваем в каждом выпуске, с чем сравниваем и как обстоят дела сейчас.

section-kicker = Раздел
section-judged-since = Оценивается { $day ->
    [2] со
   *[other] с
} { $date }
section-unjudged = Ещё не оценивался.
section-ended = Раздел закрыт { $date } и больше не оценивается.
section-pause = Перерыв: { $period }
section-earlier-name = Прежнее название:
section-earlier-until = до { $date }
section-run = { $run }; { $period }
section-sheets = Год на листе
section-sheets-about-weeks = Каждая неделя сдвигает перо на один вердикт: вверх, ровно или вниз. След показывает, в какую сторону двигалась ситуация и как долго, но не показывает, насколько сильно. Там, где перо поднято, не было выпуска или вердикта.
section-sheets-about-editions = Каждый выпуск сдвигает перо на один вердикт: вверх, ровно или вниз. След показывает, в какую сторону двигалась ситуация и как долго, но не показывает, насколько сильно. Там, где перо поднято, не было выпуска или вердикта.
section-in-year = { $section }, { $year } год
section-list = Комментарии
section-list-none = Комментариев пока нет.
section-others = Другие разделы
section-ended-others = Закрытые разделы
section-follow = Следить за разделом

list-commentaries = { $n ->
    [one] { $n } комментарий
    [few] { $n } комментария
    [many] { $n } комментариев
   *[other] { $n } комментария
}
list-verdicts = { $n ->
    [one] { $n } вердикт
    [few] { $n } вердикта
    [many] { $n } вердиктов
   *[other] { $n } вердикта
}

authors-about = Кто здесь пишет — под именами, которые авторы выбрали сами.
authors-list = Все авторы
authors-none = Пока ни один автор не назван.

author-kicker = Автор
author-pen-name = Псевдоним.
author-group = Общая подпись всей группы.
author-none = Комментариев под этой подписью пока нет.
author-others = Все авторы

archive-count = Всего { $n ->
    [one] { $n } выпуск
    [few] { $n } выпуска
    [many] { $n } выпусков
   *[other] { $n } выпуска
} { $day ->
    [2] со
   *[other] с
} { $date }
archive-signs = Каждый знак — вердикт раздела в одном выпуске; он ведёт к комментарию.
archive-none = Пока ничего не опубликовано.
archive-key = Условные знаки
archive-years = Годы
archive-no-edition = нет выпуска
archive-not-judged = без вердикта
archive-list = Выпуски
archive-verdicts = Вердикты
archive-withdrawn = отозван { $date }
archive-year-list = { $n ->
    [one] { $n } выпуск { $year } года списком
    [few] { $n } выпуска { $year } года списком
    [many] { $n } выпусков { $year } года списком
   *[other] { $n } выпуска { $year } года списком
}

year-title = { $year } год
year-count = { $n ->
    [one] { $n } выпуск.
    [few] { $n } выпуска.
    [many] { $n } выпусков.
   *[other] { $n } выпуска.
}
year-neighbors = Другие годы

corrections-about = Что мы изменили после публикации. У каждого исправления есть дата и номер в своём выпуске; в нём сказано, что изменилось, а прежний текст остаётся доступным.
corrections-none = Пока ничего исправлять не пришлось.
corrections-front = Обзор выпуска
corrections-byline = Подпись под комментарием «{ $commentary }»
corrections-facts = Сведения о выпуске
corrections-withdrawn = Позднее выпуск отозвали.

error-not-found = Здесь ничего нет
error-not-found-about = Возможно, в адресе ошибка или такой страницы никогда не было. То, что мы однажды опубликовали, сохраняет свой адрес навсегда.
error-no-language = На этом языке нет
error-no-language-about = Этого текста нет ни на этом языке, ни на том, который мы показываем вместо него. Его можно прочитать на других языках:
error-withdrawn = Этот выпуск отозван
error-withdrawn-about = { $period }: опубликован { $published }, отозван { $date }
error-withdrawn-why = Почему
error-gone-about = То, что здесь было, отозвано и не вернётся.
error-unavailable = Пожалуйста, зайдите немного позже
error-unavailable-about = Сейчас мы не можем показать тексты. Ничего не потеряно; попробуйте снова через несколько минут.
error-ways-on = Куда дальше
error-newest = Последний выпуск: { $period }
error-edition = Выпуск за { $period }
error-sections = Все разделы

entry-feed = { $publication }: { $section }
entry-title = { $section }: { $headline }
entry-elsewhere = { $section }: { $headline } ({ $language })
entry-flash = { $title } (экстренный выпуск)
