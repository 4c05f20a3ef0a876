# То, что есть на каждой странице, и страницы выпуска, комментария и прежней редакции.

skip = К тексту
places = Главное меню
languages = Языки
place-this-week = Эта неделя
place-this-edition = Этот выпуск
place-sections = Разделы
place-archive = Архив
place-authors = Авторы
place-corrections = Исправления
title-home = { $name }: { $page }
title-page = { $page } — { $name }

promise = Этот сайт не ставит куки, не запускает скриптов и не обращается к другим серверам. И ничего о вас не хранит.
promise-no-trace = Этот сайт не ставит куки, не запускает скриптов и не обращается к другим серверам. Он ничего не хранит ни о вас, ни на вашем устройстве: страницы не записываются, шрифты не загружаются.
column-digest = Издание
column-elsewhere = Следить
column-partners = Партнёры
made-with = Сделано на Barograph

verdict-improved = Улучшилась
verdict-unchanged = Не изменилась
verdict-worsened = Ухудшилась
verdict-not-assessed = Не оценивалась
verdict-to-follow = Вердикт будет
verdict-text-to-follow = Текст будет
situation-improved = Ситуация улучшилась
situation-unchanged = Ситуация не изменилась
situation-worsened = Ситуация ухудшилась
situation-not-assessed = Ситуация не оценивалась
situation-to-follow = Вердикт появится позже
situation-text-to-follow = Текст появится позже
moved-improved = улучшилась
moved-unchanged = не изменилась
moved-worsened = ухудшилась
moved-not-assessed = не оценивалась
moved-to-follow = текст будет

sentence = Ситуация { $moved }.
sentence-not-assessed = Ситуация { $moved }; { $where } оценить её не удалось.
sentence-none-assessed = Оценить ситуацию { $where } не удалось.
has-worsened = ухудшилась
has-improved = улучшилась
has-unchanged = не изменилась
clause = { $verb } { $where }
clauses-two = { $first } и { $second }
clauses-three = { $first }, { $second } и { $third }

run = { $n ->
    [one] { $n } выпуск подряд
    [few] { $n } выпуска подряд
    [many] { $n } выпусков подряд
   *[other] { $n } выпуска подряд
}
new-this-week = новое на этой неделе
new-this-edition = новое в этом выпуске
strip-of-weeks = { $section }, { $n ->
    [one] последняя { $n } неделя
    [few] последние { $n } недели
    [many] последние { $n } недель
   *[other] последние { $n } недели
}
strip-of-editions = { $section }, { $n ->
    [one] последний { $n } выпуск
    [few] последние { $n } выпуска
    [many] последние { $n } выпусков
   *[other] последние { $n } выпуска
}
counts = улучшилась { $improved }, не изменилась { $unchanged }, ухудшилась { $worsened }
counts-not-assessed = не оценивалась { $n }
last-weeks = { $n ->
    [one] Последняя { $n } неделя
    [few] Последние { $n } недели
    [many] Последние { $n } недель
   *[other] Последние { $n } недели
}
last-editions = { $n ->
    [one] Последний { $n } выпуск
    [few] Последние { $n } выпуска
    [many] Последние { $n } выпусков
   *[other] Последние { $n } выпуска
}

edition-number = Выпуск { $number }
published-on = опубликован { $day }
flash-edition = Экстренный выпуск
flash-newer = После этого
flash-about = Об одном событии, между двумя еженедельными выпусками. Его вердикты не входят в ряд.
the-sections = { $n ->
    [2] Два раздела
    [3] Три раздела
    [4] Четыре раздела
    [5] Пять разделов
    [6] Шесть разделов
    [7] Семь разделов
    [8] Восемь разделов
    [one] { $n } раздел
    [few] { $n } раздела
    [many] { $n } разделов
   *[other] { $n } раздела
}
the-commentaries = Комментарии
earlier-editions = Предыдущие выпуски
view-all = Смотреть всё
all-editions = Все выпуски
previous-edition = Предыдущий выпуск: { $period }
next-edition = Следующий выпуск: { $period }
neighboring-editions = Соседние выпуски
takeaways = Главное
cutoff = Учтено то, что стало известно до { $day }, { $time }.
sections-missing = { $n ->
    [one] В этом выпуске не оценён { $n } раздел:
    [few] В этом выпуске не оценены { $n } раздела:
    [many] В этом выпуске не оценены { $n } разделов:
   *[other] В этом выпуске не оценены { $n } раздела:
} { $sections }.
text-to-follow = Комментарий появится позже.
no-commentary = В этом выпуске комментария к этому разделу нет.
added-on = Добавлено { $day }
no-editions = Первый выпуск ещё не вышел.
no-editions-hint = Он появится здесь. Ленты принесут его вам, когда он выйдет.
no-editions-left = Сейчас здесь нет очередного выпуска.
no-editions-left-hint = Следующий появится здесь. Ленты принесут его вам, когда он выйдет.

by = {""}
read-more = Читать дальше
read-more-in = Читать дальше { $language ->
    [en] по-английски
    [be] по-белорусски
    [ru] по-русски
   *[other] ({ $name })
}
published = Опубликовано { $day }
also-in = Также:
verdict = Вердикт
run-long-improved = Улучшается { $run }.
run-long-unchanged = Не меняется { $run }.
run-long-worsened = Ухудшается { $run }.
run-new-improved = Улучшилась: { $run }.
run-new-unchanged = Не изменилась: { $run }.
run-new-worsened = Ухудшилась: { $run }.
outlook = Что дальше
sources = Источники
source = Источник
back = Назад к тексту
correction = { $n ->
    [one] Исправление
    [few] Исправления
    [many] Исправления
   *[other] Исправления
}
correction-number = Исправление { $number }
verdict-before = { $section }, ранее: { $verdict }.
verdict-was = Ранее: { $verdict }.
reason-before = Ранее: «{ $words }»
earlier-revision = Читать прежнюю редакцию
cite-as = Как ссылаться
cite = { $authors }. { $headline } // { $publication }. { $period } URL: { $address }
cite-anonymous = { $headline } // { $publication }. { $period } URL: { $address }
permanent-id = Этот идентификатор не изменится, где бы текст ни опубликовали:
earlier-in = Ранее в разделе «{ $section }»
in-this-edition = В этом выпуске
all-commentaries = { $n ->
    [one] { $n } комментарий и след с { $year } года
    [few] Все { $n } комментария и след с { $year } года
    [many] Все { $n } комментариев и след с { $year } года
   *[other] Все { $n } комментария и след с { $year } года
}
previous-commentary = Ранее: { $period }
next-commentary = Позже: { $period }
neighboring-commentaries = Соседние комментарии
follow = Подпишитесь на нас
feed-all = Все комментарии
feed-section = Только «{ $section }»
feed-atom = Лента Atom
feed-json = Лента JSON

untranslated = { $missing ->
    [en] По-английски
    [be] По-белорусски
    [ru] По-русски
   *[other] На этом языке ({ $missing-name })
} этого комментария ещё нет. Пока он переводится, показываем { $shown ->
    [en] английский текст
    [be] белорусский текст
    [ru] русский текст
   *[other] текст на другом языке ({ $shown-name })
}.
untranslated-page = { $missing ->
    [en] По-английски
    [be] По-белорусски
    [ru] По-русски
   *[other] На этом языке ({ $missing-name })
} этой страницы ещё нет. Пока она переводится, показываем { $shown ->
    [en] английский текст
    [be] белорусский текст
    [ru] русский текст
   *[other] текст на другом языке ({ $shown-name })
}.

revision = Прежняя редакция { $number }
revision-until = До { $day } текст был таким. С тех пор его исправили.
revision-now = Читать текст в нынешнем виде
