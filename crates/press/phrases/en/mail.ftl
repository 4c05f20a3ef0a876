# Mails: an edition's, and notices to one person.

mail-subject = { $name }, { $period }
mail-subject-flash = { $name }: flash edition, { $period }
mail-read-on-site = Read on the site
mail-leave-short = Unsubscribe
mail-leave = Unsubscribe with one click
mail-manage = Choose newsletters and sections
mail-strip = { $n ->
    [8] Last eight:
   *[other] Last { $n }:
}
mail-only-sections = You asked for these sections only; the others stand on the site.
mail-picture = Picture:
mail-picture-see = See it on the site
mail-untranslated = This commentary is not available { $missing ->
    [en] in English
    [be] in Belarusian
    [ru] in Russian
   *[other] in this language ({ $missing-name })
} yet. { $shown ->
    [en] Its headline in English:
    [be] Its headline in Belarusian:
    [ru] Its headline in Russian:
   *[other] Its headline in another ({ $shown-name }):
}
mail-closing = Write to us by answering this mail. A person reads it.
mail-why = You receive this mail because you confirmed the newsletter { $newsletter }. It loads nothing from anywhere and does not tell us that you opened it. With the last newsletter that you leave, your address is erased.

notice-confirm = Please confirm: newsletter { $newsletter }
notice-confirm-about = Somebody, probably you, gave this address for the newsletter { $newsletter } of { $name }. It is not done yet: open this page and press the button there.
notice-confirm-if-not = If it was not you, do nothing. Without the press nothing is sent, and after seven days the address is forgotten.
notice-refuse = Or never get mail from us again, whoever gives us your address:
notice-add = Please confirm: also newsletter { $newsletter }
notice-add-about = You asked for the newsletter { $newsletter } of { $name }, besides what you have. Open this page and press the button there.
notice-add-if-not = If it was not you, do nothing: all stays as it is.
notice-manage = Everything you can choose:
notice-link = Your link
notice-link-about = Here you find everything you can choose: your newsletters, sections, what we hold about you, and how to leave.
notice-link-if-not = If it was not you who asked for this link, nobody else has it. All stays as it is.
