### Palier, the phone, in English. French is the source.

## Everywhere

app-name = Palier
back = Back
close = Close
cancel = Cancel
continue = Continue
undo = Undo
retry = Try again
more = Show more
loading = Opening…
nav-main = Main menu
nav-today = Today
nav-doors = Doors
nav-visits = My visits
nav-sync = Sending
settings = Settings
lost-title = This page does not exist
lost-text = The address has changed. Your work is still here.
lost-home = Go to today
pill-waiting = { $count ->
    [0] Up to date
    [one] { $count } to send
   *[other] { $count } to send
}
pill-done = Up to date
pill-attention = { $count ->
    [one] { $count } to look at
   *[other] { $count } to look at
}
of-total = { $part } / { $whole }
of-total-spoken = { $part ->
    [one] { $part } door seen of { $whole }
   *[other] { $part } doors seen of { $whole }
}

## Dates

date-long = { $weekday } { $day } { $month }
date-day = { $day } { $month }
date-time = { $hour }:{ $minute }
date-and-time = { $day } at { $time }
date-today = today
date-tomorrow = tomorrow
date-yesterday = yesterday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
minutes = { $count } min
minutes-spoken = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}

## Doors and places

door = Door { $label }
door-spoken = Door { $label }, { $state }
door-next-spoken = Door { $label }, { $state }, the next one
floor = { $floor ->
    [0] ground floor
   *[other] floor { $floor }
}
floor-short = { $floor ->
    [0] G
   *[other] { $floor }
}
floor-below = basement { $floor }
floor-below-short = B{ $floor }
stairwell = Stairs { $name }
place-floor-stairwell = { $floor }, stairs { $stairwell }
place-building-door = { $building }, door { $door }
place-building-stairwell-floor = { $building }, stairs { $stairwell }, { $floor }
place-building-floor = { $building }, { $floor }
state-to-see = To see
state-met = Talked
state-absent = Absent
state-come-back = Return
state-refused = Refused
state-inaccessible = Blocked
state-vacant = Empty
state-do-not-contact = Stop
state-here = Here
state-full-to-see = to see
state-full-met = talked
state-full-absent = nobody opened
state-full-come-back = to come back to
state-full-refused = refused
state-full-inaccessible = no access
state-full-vacant = empty home
state-full-do-not-contact = do not call again

## Arrival

enrol-title = Welcome
enrol-lead = Your supervisor gave you a code.
enrol-code = Your code
enrol-code-help = Three words. Hyphens do not matter.
enrol-scan = Scan the code
scan-how = Point at the black and white square on your supervisor’s screen or paper.
scan-other = This code is not for this address. Type the words.
scan-refused = The camera is refused. Type the words, or allow it in the browser’s settings.
scan-missing = There is no camera here. Type the words.
scan-type = Type the words
enrol-label = Name of this phone
enrol-label-default = My phone
enrol-server = Address of the office
enrol-server-help = It begins with https.
enrol-kept = What this phone keeps
enrol-kept-what = The doors, your visits, your notes. Nothing on your ways.
enrol-kept-why = To work without a network and lose nothing.
enrol-kept-how = All is locked by your secret code.
enrol-kept-long = When the mission ends, its data leaves this phone.
enrol-code-missing = Type the three words of your code.
enrol-server-missing = Type the address of the office.
enrol-joining = Linking this phone to the office…
enrol-done = Hello { $name }
enrol-done-lead = This phone is ready.
enrol-install = Add Palier to the home screen
enrol-install-why = Otherwise Safari deletes everything after seven days unused.
enrol-install-how = Menu of the browser, then “Add to home screen”.
enrol-forgot = Code forgotten? Your supervisor can help.
enrol-start = Start
pin-choose = Choose a secret code
pin-choose-help = Six digits or more. Not your birthday.
pin-again = Once more
pin-again-help = Type the same code.
pin-differs = The two codes are not the same.
pin-enter = Your code
pin-old = Your present code
pin-offline = Works without a network, too
pin-open = Open
pin-next = Continue
pin-erase = Erase
pin-digits = { $count ->
    [0] No digit
    [one] { $count } digit
   *[other] { $count } digits
}
pin-pad = Keypad of the code
pin-wait = { $seconds ->
    [one] Wait { $seconds } second.
   *[other] Wait { $seconds } seconds.
}
pin-wait-minutes = { $minutes ->
    [one] Wait { $minutes } minute.
   *[other] Wait { $minutes } minutes.
}
pin-forgotten = Code forgotten?
recover-title = Code forgotten
recover-lead = Call your supervisor, who reads you some words.
recover-kept = Nothing is lost. It works without a network.
recover-code = The words of your supervisor

## Today

today-hello = Hello { $name }
today-waiting = { $count ->
    [one] { $count } visit to send
   *[other] { $count } visits to send
}
today-waiting-changes = { $count ->
    [one] { $count } change to send
   *[other] { $count } changes to send
}
today-all-sent = Everything is sent
sync-last = Last sent { $when }
sync-last-at = Last sent at { $time }
sync-never = Nothing sent yet
sync-going = Sending…
today-returned = { $count ->
    [one] { $count } visit to correct
   *[other] { $count } visits to correct
}
today-returned-help = A question waits for you
today-differs = { $count ->
    [one] { $count } answer written twice
   *[other] { $count } answers written twice
}
today-differs-help = Choose the one that counts
today-refused = { $count ->
    [one] { $count } visit to look at
   *[other] { $count } visits to look at
}
today-refused-help = The office put it aside
today-draft = Talk to finish, door { $door }
today-draft-correction = Correction to finish, door { $door }
today-draft-answer = Answer to finish, door { $door }
today-draft-help = Started { $when }
today-until = until { $day }
today-partner-until = { $partner } · until { $day }
today-over = ended on { $day }
today-partner-over = { $partner } · ended on { $day }
doors-seen = { $seen ->
    [one] { $seen } door seen
   *[other] { $seen } doors seen
}
doors-seen-of = of { $total }
today-mission = See the mission
today-all-seen = All doors are seen. Well done.
today-late = Late
today-due = Promised today
today-soon = Promised soon
today-news = News
news-to-do = For you to do
news-to-do-until = To do by { $day }
news-done = It is done
news-written = Your supervisor writes to you
due-revisit = Come back
due-revisit-at = Come back at { $time }
due-revisit-on = Come back { $day }
due-referral = Referral
due-referral-at = Appointment at { $time }
due-referral-on = Appointment { $day }
due-with = { $service }, { $place }
today-empty = No mission for now.
today-empty-help = Your supervisor will give you one.
today-receiving = Receiving your missions…
today-sync-now = Ask the office

## Missions

missions-title = Missions
missions-choose = Choose a mission
mission-message = To say at the doors
mission-own = Your work
mission-own-visits = { $count ->
    [one] visit
   *[other] visits
}
mission-own-met = { $count ->
    [one] household met
   *[other] households met
}
mission-own-advice = { $count ->
    [one] piece of advice
   *[other] pieces of advice
}
mission-own-needs = { $count ->
    [one] need heard
   *[other] needs heard
}
mission-mine = Your buildings
mission-others = Other buildings
mission-buildings = Buildings
mission-services = Services to advise
mission-no-buildings = No building yet. Send to receive them.
mission-leaving = This mission is about to leave this phone.
service-who = For whom
service-where = Where
service-when = When
service-phone = Telephone
service-papers = Papers to bring

## The grid of doors

doors-cages = Stairwells
doors-grid = Doors of { $name }
doors-choose = Choose several
doors-stop-choosing = Stop choosing
doors-add = Add a door
doors-legend = Key
doors-chosen = { $count ->
    [0] No door chosen
    [one] { $count } door chosen
   *[other] { $count } doors chosen
}
doors-nobody = Nobody opened
doors-other = Other
doors-next = Next: door { $door }, { $place }
doors-go = Door { $door }
doors-all-seen = All doors are seen. Well done.
doors-empty = No door in this building.
doors-empty-help = Add the first, or ask your supervisor.
doors-other-title = { $count ->
    [one] For { $count } door
   *[other] For { $count } doors
}
saved-one = Door { $door }: { $state }
saved-many = { $count ->
    [one] { $count } door: { $state }
   *[other] { $count } doors: { $state }
}
saved-talk = Door { $door }: talk kept
undone = It is undone.
add-title = Add a door
add-stairwell = Stairs
add-floor = Floor
add-label = What is written on it
add-label-missing = Type what is written on the door.
add-do = Add
added = Door { $door } added

## At the door

at-before = Been here before
at-first = First visit here
at-history = See all
at-message = To say here
at-promised = Promised here
at-edit = Change the door
at-draft = A talk has begun
at-draft-resume = Go on
at-come-back = Return
at-refused = Refused
at-inaccessible = Blocked
at-inaccessible-help = no access
at-vacant = Empty
at-vacant-help = empty home
at-met = Someone opened
at-met-help = start the talk
at-absent = Nobody opened
at-outcomes = What happened?
at-stop-title = Do not call again
at-stop-text = These residents want no more visits.
when-title = When to come back?
when-tonight = This evening
when-tomorrow = Tomorrow
when-saturday = Saturday
when-week = In a week
when-other = Another day
when-day = Day
when-time = Time (if you know)
when-save = Keep
when-missing = Choose a day.
edit-title = Door { $label }
edit-label = What is written on it
edit-rename = Rename
edit-remove = Remove this door
edit-stop = Do not call again
edit-stop-help = The residents ask for it
edit-stop-undo = They want visits again
renamed = Door { $door } renamed
removed = Door { $door } removed
stopped = Door { $door }: do not call again
unstopped = Door { $door }: to see again

## The talk

talk-started = Talk started at { $time }
talk-advice = Advice given
talk-no-services = No service for this mission.
talk-service-open = { $service }: what to know
talk-service-advise = I advised it
talk-service-drop = Take this advice away
talk-needs = Needs heard
talk-need-words = { $theme }: their words
talk-need-words-help = No name, no address
talk-language = Language spoken
talk-language-more = Other
talk-follow = What follows
talk-follow-visit = Appointment
talk-follow-service = Referral
talk-follow-none = Nothing
talk-follow-which = To which service?
talk-follow-which-missing = Choose a service.
talk-follow-when = When?
talk-consent = The person agrees
talk-consent-visit = to this appointment.
talk-consent-service = to be referred and called back.
talk-consent-missing = Ask for their consent, then tick here.
talk-note = Note
talk-note-if = (if useful)
talk-note-help = What helps, without a name.
talk-informed = The person knows
talk-informed-what = what you write down.
talk-save = Save
talk-save-next = then door { $door }
talk-discard = Delete this talk
talk-discarded = Talk deleted
talk-kept = All that you type is kept.
need-eau = Water leak
need-charges = Bills
need-chauffage = Heating
need-ascenseur = Lift
need-demarches-en-ligne = Paperwork
need-emploi = Work
need-ecole = School
need-humidite = Damp
need-bruit = Noise
need-proprete = Cleaning
need-dechets = Waste
need-nuisibles = Pests
need-sante = Health
need-securite = Safety
need-isolement = Loneliness
need-mutation = Housing
need-autre = Other
needs-more = Others
heading-home = Home
heading-request = Request
heading-keep = To remember
guard-title = “{ $word }” { $topic }
guard-why = We do not keep this word without consent. The person may ask to read this note.
guard-remove = Remove the word
guard-agreed = They agree
guard-agreed-done = Consent noted.
topic-health = is about health
topic-origin = is about origin
topic-religion = is about religion
topic-politics = is about politics
topic-offence = is about an offence
spoken-fr = French
spoken-ar = Arabic
spoken-tr = Turkish
spoken-pt = Portuguese
spoken-en = English
spoken-ber = Berber
spoken-kab = Kabyle
spoken-es = Spanish
spoken-it = Italian
spoken-ro = Romanian
spoken-bg = Bulgarian
spoken-pl = Polish
spoken-ru = Russian
spoken-uk = Ukrainian
spoken-sq = Albanian
spoken-sr = Serbian
spoken-hy = Armenian
spoken-ka = Georgian
spoken-ku = Kurdish
spoken-fa = Persian
spoken-ps = Pashto
spoken-ur = Urdu
spoken-hi = Hindi
spoken-bn = Bengali
spoken-ta = Tamil
spoken-zh = Chinese
spoken-vi = Vietnamese
spoken-bm = Bambara
spoken-snk = Soninke
spoken-ff = Fula
spoken-wo = Wolof
spoken-ln = Lingala
spoken-so = Somali
spoken-ti = Tigrinya
spoken-am = Amharic
spoken-swb = Comorian
spoken-mg = Malagasy
spoken-ht = Haitian Creole
spoken-rom = Romani
spoken-lsf = Sign language
spoken-other = Another language

## History of a door

history-title = Visits, door { $label }
history-empty = Nobody has come here yet.
history-by = by { $name }
history-by-you = by you
history-advised = Advice
history-heard = Needs
history-promised = Promised
history-note = Note
history-withdrawn = Taken back
history-clock = Time estimated
history-spoken = Language

## My visits

visits-returned = To correct
visits-waiting = To send
visits-all = All
visits-filter = Which visits
visits-empty-all = No visit yet. The first door waits for you.
visits-empty-waiting = Everything is sent.
visits-empty-returned = Nothing to correct.
visits-yours = Your visit of { $day }, { $time }
visits-asks = { $name } asks:
visits-asks-unnamed = Your supervisor asks:
visits-answer = Your answer
visits-answer-missing = Type an answer, or correct the visit.
visits-answer-yes = Yes
visits-answer-no = No
visits-answer-days = For a few days
visits-answer-weeks = For a few weeks
visits-answer-months = For several months
visits-answer-unknown = I do not know
visits-answer-ask = I will go back and ask
visits-send-back = Send back
visits-correct = Correct
visits-answered = Your answer is kept.
visits-you-said = You answered:
visits-said = { $name } wrote:
visits-said-desk = Your supervisor wrote:
visits-sent = Sent
visits-to-send = To send
visits-refused = To look at
visits-approved = Reviewed
visits-differs = Written twice
visits-differs-help = Somebody else wrote something else. The office keeps both.
visits-differs-mine = You wrote
visits-differs-kept = What counts
visits-differs-take = Put mine back
visits-differs-leave = Leave it so
visits-differs-done = That is noted.
visits-nothing = nothing
visits-total = { $shown } of { $total }
field-outcome = Outcome
field-minutes = Length
field-language = Language
field-note = Note
field-informed = Information
field-consent = Consent to keep such words
field-withdrawn = Taken back
field-words = Words heard
field-due = Appointment
field-label = Name of the door
field-do-not-contact = Do not call again
field-other = Another point
correct-title = Correct the visit
correct-outcome = What happened?
correct-minutes = Length in minutes
correct-save = Keep the correction
correct-saved = Correction kept
correct-nothing = Nothing has changed.
correct-discard = Delete these changes
correct-discarded = Changes deleted
correct-withdraw = Take this visit back
correct-withdraw-help = It will not count any more.
correct-restore = Put this visit back
withdrawn = Visit taken back
restored = Visit put back

## Sending

sync-title = Sending
sync-ok = All is well
sync-ok-help = The office has all that was sent.
sync-ready = Ready to send
sync-ready-help = It goes by itself while the app is open.
sync-busy = Sending
sync-busy-help = You can go on.
sync-waiting = to send
sync-waiting-help = Will go by itself
sync-waiting-none = Nothing waits
sync-attention = to look at
sync-attention-help = See below
sync-attention-none = Nothing to do
sync-check = Is everything there?
sync-made = Made on this phone
sync-received = Received by the office
sync-sum = { $received } + { $waiting } + { $attention } = { $made }. Nothing is missing.
sync-missing = { $count ->
    [one] { $count } visit is missing. Call your supervisor.
   *[other] { $count } visits are missing. Call your supervisor.
}
sync-more = { $count ->
    [one] The count has { $count } visit too many. Call your supervisor.
   *[other] The count has { $count } visits too many. Call your supervisor.
}
sync-look = To look at
sync-now = Send now
sync-try = Try now
sync-copy = Copy
sync-copy-title = Copy for an emergency
sync-copy-text = A locked file that only the office can read.
sync-copy-when = If sending no longer works, give it to your supervisor.
sync-copy-do = Make the copy
sync-copied = { $count ->
    [one] Copy made: { $count } change.
   *[other] Copy made: { $count } changes.
}
sync-open-only = Sending works while Palier is open.
sync-next-try = Next try at { $time }
sync-missions = Mission by mission
sync-feed-same = The same on both sides
sync-feed-on-way = Still arriving
sync-feed-differs = Different. Palier repairs it by itself.
sync-feed-rows = { $count ->
    [one] { $count } record here
   *[other] { $count } records here
}
sync-feed-catalogue = Services and partners
sync-feed-own = Your messages
sync-log = What has left this phone
sync-log-none = Nothing has left this phone.
sync-log-line = { $what } · { $rows ->
    [one] { $rows } record
   *[other] { $rows } records
}
sync-log-pictures = { $count ->
    [one] { $count } old photo, to make room
   *[other] { $count } old photos, to make room
}
trouble-unreachable = No network
trouble-timed-out = The network is too slow
trouble-device-revoked = This phone is not known any more
trouble-unknown-device = This phone is not known any more
trouble-stuck = Sending does not get on
trouble-other = The office does not answer well
trouble-help-unreachable = All is kept in this phone. You can go on.
trouble-help-timed-out = All is kept. Palier tries again by itself.
trouble-help-device-revoked = All is kept. Call your supervisor.
trouble-help-unknown-device = All is kept. Ask your supervisor for a new code.
trouble-help-stuck = All is kept. Make a copy and call your supervisor.
trouble-help-other = All is kept. Try later.
attention-quarantined = The office put it aside. Your supervisor must accept it.
attention-returned = Your supervisor asks you a question.
attention-wrong-clock = The phone’s clock was wrong. Check it in its settings.
attention-purged = This mission has left this phone.
attention-erased = Residents asked for it, or the time is over: this visit is erased everywhere, here too. You did nothing wrong.
attention-standing = This phone can send, but not receive. Tap to see what to do.
attention-update = There is a new version. Close and open Palier.
attention-of-phone = This phone

## Settings

settings-language = Language
settings-size = Size of text
settings-size-value = { $percent } %
settings-theme = Colours
settings-theme-auto = Auto
settings-theme-light = Light
settings-theme-dark = Dark
settings-pin = Change the secret code
settings-pin-done = Your code is changed.
settings-device = This phone
settings-data = Your data and that of residents
settings-lock = Lock now
settings-leave = Leave this phone
device-person = Person
device-label = Phone
device-server = Office
device-since = Linked since
device-version = Version
device-id = Number
device-rows = Records kept
device-pin = Secret code
device-pin-yes = Yes
device-pin-no = No
device-recovery = Emergency code
recovery-kept = Your supervisor has it
recovery-to-be-sent = Goes with the next sending
recovery-not-needed = Not needed
device-autolock = Locks itself after
data-title = The data
data-read = To read aloud to residents
data-what = What is kept
data-what-text = The floor, the door, what was said, never the name.
data-how-long = For how long
data-how-long-text = Until the end of the mission on this phone. Two years at the office, then the details are deleted.
data-who = Who sees it
data-who-text = The team of the mission. The partner sees figures only.
data-rights = Your rights
data-rights-text = You may ask to read, correct or delete. Tell me, or write to the association. The CNIL can help you.
data-place = No tracking
data-place-text = Palier never reads your position.
leave-title = Leave this phone
leave-text = First, everything must be sent.
leave-waiting = { $count ->
    [0] Everything is sent.
    [one] { $count } change is still to be sent.
   *[other] { $count } changes are still to be sent.
}
leave-copied = A copy holds what has not left.
leave-not-safe = The office has not stored everything safely yet. Send later.
leave-drafts = { $count ->
    [one] { $count } talk is not finished. Save or delete it.
   *[other] { $count } talks are not finished. Save or delete them.
}
leave-how = A mission that ended leaves this phone by itself.
leave-empty = Giving this phone back, or is it no longer known? Empty it.
leave-revoked = This phone is no longer known. It receives nothing any more.
leave-lost = Phone lost? Tell your supervisor at once.
leave-sync = Go to sending
leave-do = Empty this phone
leave-sure-title = Empty this phone?
leave-sure-text = The doors, your visits and your code leave this phone. The office keeps what was sent.
leave-sure-copy = { $count ->
    [one] Only the copy holds { $count } change. Give it to your supervisor first.
   *[other] Only the copy holds { $count } changes. Give it to your supervisor first.
}
leave-sure-do = Yes, empty it

## What did not work, and what to do

failure-not-enrolled = This phone is not linked. Ask your supervisor for a code.
failure-locked = Palier is locked. Type your code.
failure-wrong-pin = This is not the code.
failure-wrong-recovery-code = These words do not fit. Ask for them again.
failure-try-later = It is too early. Wait a little.
failure-bad-recovery-code = A word is mistyped. Read them again.
failure-pin-too-short = It takes six digits or more.
failure-pin-too-plain = This code is too easy. Choose another one.
failure-no-pin = This phone has no secret code.
failure-vault-damaged = The lock is damaged. Call your supervisor.
failure-other-device = This data comes from another device. Call your supervisor.
failure-store-elsewhere = Palier is open elsewhere. Close the other tab.
failure-store-gone = The browser erased Palier’s data. What was sent is at the desk. Ask for a new code.
failure-store-newer = This data is newer. Update Palier.
failure-store-damaged = The data is damaged. Make a copy, call your supervisor.
failure-storage-full = The phone is full. Make room, then try again.
failure-storage-refused = The browser keeps nothing. Leave private browsing.
failure-store-closed = The data does not open. Restart the phone.
failure-store-failed = It is not kept. Try again.
failure-unreachable = No network. All is kept in this phone.
failure-refused = The office does not know this phone. Call your supervisor.
failure-stuck = Sending does not get on. All is kept. Try later.
failure-bad-address = This address does not work. Read it again.
failure-bad-code = This code does not work. Read it again, or ask for another one.
failure-other-account = This code is for another person.
failure-unknown-mission = This mission is not on this phone any more.
failure-which-mission = Several missions fit. Choose one.
failure-unknown-door = This door is not on this phone any more.
failure-unknown-building = This building is not on this phone any more.
failure-unknown-stairwell = This stairwell is not on this phone any more.
failure-door-has-visits = This door has visits. It stays.
failure-landing-full = This landing is full. Choose another floor.
failure-do-not-contact = These residents want no more visits.
failure-unknown-service = This service is not offered any more. Choose another one.
failure-unknown-visit = This visit is not on this phone any more.
failure-not-author = This visit is somebody else’s.
failure-nothing-to-change = Nothing has changed.
failure-bad-value = An answer does not fit. Read it again.
failure-file-exists = This file exists already. Take another name.
failure-no-seal-key = Send once, then make the copy.
failure-unsent-work = Some work is not safe yet. Send, or make a copy.
failure-open-drafts = A talk, a correction or an answer is not finished. Save or delete it.
failure-machine = Something got stuck. Close and open Palier.

# Cards, the message written together, the debrief, one’s own year
failure-not-open = The mission is not open yet. Read its cards first.
failure-unknown-card = This card is no longer in the mission.
settings-year = My year
mission-message-open = Read and say what you think
mission-draft = The mission is being prepared. Read, and say what you think.
cards-title = Cards to read
card-to-read = To read
card-read = Read
card-changed = Changed since you read it
card-changed-help = What changed since you read it is marked.
card-right = That is right.
card-answer-first = Answer the questions first.
card-finish = I have read it
card-done = Noted.
message-you = You wrote:
message-proposal = Proposal
message-comment = Your remark
message-propose = Your wording of the message
message-reword = Propose other words
message-send = Send
message-sent = It is kept, and leaves at the next contact.
message-missing = Write a few words first.
debrief-title = Debrief of the mission
debrief-help = Only your supervisor reads your answers. No names of residents.
debrief-worked = What worked at the door?
debrief-hard = What was hard?
debrief-heard = What did residents say most?
debrief-change = What should change?
debrief-synthesis = What the team learned
year-help = This record is for you alone. Nobody else sees it so.
year-print = Print
card-wrong = The right answer: { $answer }
message-version = Version { $number }
year-title = My year { $year }
year-languages = Languages spoken: { $languages }
card-gone = { $count ->
    [one] One passage was taken out.
   *[other] { $count } passages were taken out.
}
mission-cards-first = { $count ->
    [one] One card to read, and the doors open.
   *[other] { $count } cards to read, and the doors open.
}
year-missions = { $count ->
    [one] mission
   *[other] missions
}
year-met = { $count ->
    [one] home met
   *[other] homes met
}
year-cards = { $count ->
    [one] card read
   *[other] cards read
}
## You said, it was done

answer-section = To tell at the doors
answer-said = You said
answer-promised = The answer
answer-late = Promised, late
answer-done = It was done
answer-partly = Partly done
answer-not-done = Not done
answer-until = by { $day }
answer-doors = { $count ->
    [0] Not told yet
    [one] Told at one door
   *[other] Told at { $count } doors
}
answer-tell = I told them
answer-told = Told at this door
answer-noted = Noted: told here.
signal-section = Passed on, waiting for an answer
signal-heard = { $count ->
    [one] heard in one home
   *[other] heard in { $count } homes
}
signal-since = passed on { $day }
signal-read = read
signal-unread = not read yet
failure-unknown-answer = This answer is not for this building.

# What the team tells itself
exchange-title = Exchange of the team
exchange-about = What works at the door, among neighbors
exchange-help = The whole team and your supervisor read these words. Nothing about residents belongs here.
exchange-empty = Nobody has written anything yet. Tell what worked at a door.
exchange-yours = Your words to the team
exchange-reply = Reply
exchange-reply-yours = Your reply
exchange-reply-not = Do not reply
exchange-pinned = Read this first
exchange-thank = Thank you
exchange-take-out = Take out
exchange-taken-out = It is taken out.
exchange-thanks = { $count ->
    [one] { $count } person says thank you.
   *[other] { $count } people say thank you.
}
picture-add = Add a photo
picture-help = A poster, a flyer. Never a person, never the inside of a home.
picture-remove = Remove the photo
picture-yours = The photo you chose
picture-alt = Photo
picture-coming = A photo will come with the next sync.
picture-dropped = The photo is no longer on this phone: there was no room.
picture-unreadable = This photo cannot be read. Choose another one.
news-posted = In the exchange of the team
