# Newsletters: the form on every page, and the pages of one subscription.

place-subscribe = Subscribe
subscribe = Subscribe to our newsletter
subscribe-about = The whole edition in one mail: the verdicts and all commentaries. It loads no pictures and reports nothing back.
which-newsletter = Which newsletter?
your-address = Your e-mail address
address-hint = We ask for nothing else: no name, no country.
leave-empty = Leave this field empty
subscribe-button = Subscribe
subscribe-after = You will receive one mail with a link. Nothing more is sent until you have opened it and pressed the button there, and every mail lets you leave with one click.
subscribe-lost = Subscribed already, and want to change something?
subscribe-lost-link = Ask for your link
risk-link = Is it safe for you to be on a list?
off-the-list = Or stay off the list
off-the-list-about = Feeds and channels bring you the same texts, and do not tell us who you are.

form-problem = Something has to be put right
address-missing = Give the address to which the mails shall go
address-invalid = This is no e-mail address; one looks like name@example.org
newsletter-unknown = Choose one of these newsletters

# A step: what is so, or what one press would do.
asked = Look into your mailbox
asked-about = If the address is right, a mail with a link is on its way. Open the link and press the button there: only then does the newsletter come.
asked-more = The answer is the same for every address, so that nobody can find out here who is on the list.
asked-spam = If no mail comes within the hour, look into the spam folder, then try again.
confirm = It is not done yet
confirm-about = One press, and the newsletter { $newsletter } comes with the next edition.
confirm-button = Subscribe
confirm-more = If it was not you who asked, close this page. Without the press nothing is sent, and after seven days the address is forgotten.
confirmed = You have been successfully subscribed
confirmed-about = The newsletter { $newsletter } will come to you with the next edition.
confirmed-more = You can close this page; nothing on it names you. To leave, use the link in any mail: with your last newsletter your address is erased, not merely marked.
confirmed-spam = If a mail does not come, look into the spam folder and write to the sender’s address. A person reads it.
already = You are subscribed already
already-about = The newsletter { $newsletter } comes to you with each edition. There is nothing more to do.
leave = Leave the newsletter { $newsletter }?
leave-about = One press, and no more mails of this newsletter come to you.
leave-button = Leave
leave-more = Other newsletters stay as they are. With the last one that you leave, your address is erased.
left = You have left the newsletter { $newsletter }
left-about = No more mails of this newsletter will come to you.
left-more = If it was your last one, your address has been erased. A mail that was on its way this very minute may still arrive.
refuse = Never write to this address again?
refuse-about = One press, and no mail of ours ever goes to it, whoever gives it to us.
refuse-button = Never write to me again
refuse-more = The address is erased. To know it when somebody gives it again, we keep a code that is made from it with a key, and from which nobody can read it.
refused = We will never write to this address again
refused-about = The address has been erased.
refused-more = If you change your mind, write to us: only a person can lift this.
erase = Delete your data?
erase-about = One press, and all your newsletters end; address, choices and dates are deleted.
erase-button = Delete my data
erase-more = What stays is a code that is made from the address with a key. It keeps old lists from being read in with you on them, and nothing else. You may subscribe again by the form.
erased = Your data are deleted
erased-about = Your newsletters have ended. Address, choices and dates are gone.
lost = I lost my link
lost-about = Give the address at which our mails reach you. If it is on our list, a mail brings you the link to everything you can choose.
lost-button = Send me the link
link-asked = Look into your mailbox
link-asked-about = If this address is on our list, a mail with the link is on its way.
gone = This link no longer works
gone-about = A link to confirm holds for seven days after its mail. One that is used up, or that a mail program has cut off, does not work either.
busy = Please try again later
busy-about = Too many forms have come in just now, from everybody together or from your network. Nothing has been kept; try again in an hour.
foreign = Please send the form from our own page
foreign-about = It came from a page of another site, so nothing was done. Open the page below and send it from there.
subscribe-again = Subscribe
back-to-preferences = Back to your newsletters

# What a subscriber can choose.
preferences = Your newsletters
preferences-about = Nothing on this page names you. Changes hold from the next mail on.
preferences-left = You have left every newsletter, and your address is erased. To receive one again, subscribe by the form.
preferences-saved = Saved.
preferences-sections = Only these sections:
preferences-changes = Only when one of them has improved or worsened
preferences-button = Save
preferences-leaving = To leave a newsletter, clear its box and save. With the last one that you leave, your address is erased.
held = What we hold about you
held-address = Your address, encrypted, and a code made from it with a key, by which we find it. Neither is shown here.
held-code = A code made from your address with a key, by which we know the address when somebody gives it again. Nobody can read the address from it.
held-subscription = { $newsletter }: asked for on { $asked }, confirmed on { $since }, under text { $form } of the form.
held-pending = { $newsletter }: asked for on { $asked }, not confirmed yet, under text { $form } of the form.
held-left = { $newsletter }: asked for on { $asked }, left on { $since }, under text { $form } of the form.
held-mails = { $n ->
    [one] Of { $n } mail to you: when it went, and whether your mail server took it. This is deleted after a while.
   *[other] Of { $n } mails to you: when each went, and whether your mail server took it. This is deleted after a while.
}
held-nothing-else = Nothing else: no name, no network address, no record of what you open or read.
erasure = Delete my data
erasure-about = All newsletters end, and all that stands above is deleted. You are asked once more.
erasure-link = Delete my data

promise-list = This site sets no cookie, runs no script and asks nothing of any other host. Of its subscribers it keeps what is needed to write to them, encrypted, and nothing else.
