# The texts of the desk in English. French is the source.

skip = Go to the content
rail = Menu
rail-missions = Missions
rail-review = Review
rail-phones = Phones
rail-aside = To decide
rail-people = Accounts
rail-audit = Journal
actions = Actions
save = Save
print = Print
as-table = See the figures
day = Day
yes = yes
no = no
nothing = nothing
neighbor = Neighbor
pages = Pages
pages-before = Previous page
pages-after = Next page
pages-first = Start of the list

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-1-short = Mon
weekday-2-short = Tue
weekday-3-short = Wed
weekday-4-short = Thu
weekday-5-short = Fri
weekday-6-short = Sat
weekday-7-short = Sun
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
yesterday-at = yesterday, { $x }
period = { $from } to { $to }

role-admin = Administration
role-supervisor = Supervisor
role-partner = Partner

trouble = This page does not open
trouble-back = Back to the missions
trouble-not-found = There is nothing at this address, or nothing that you may see.
trouble-forbidden = Your account does not allow this. Ask the administration.
trouble-stale-form = This form is not valid any more. Go back, reload the page and try again.
trouble-bad-form = This form cannot be read. Go back and try again.
trouble-too-large = This form is too long. Shorten the text and try again.
trouble-unavailable = The server cannot answer. Nothing is lost. Try again in a moment.

sign-in = Sign in
sign-in-login = User name
sign-in-password = Password
sign-in-help = Password forgotten? Ask the administration for a new link.
sign-in-wrong = The user name or the password is not the right one.
sign-in-wait-seconds = { $n ->
    [one] Too many tries from this place. Wait { $n } second.
   *[other] Too many tries from this place. Wait { $n } seconds.
}
sign-in-wait-minutes = { $n ->
    [one] Too many tries from this place. Wait { $n } minute.
   *[other] Too many tries from this place. Wait { $n } minutes.
}
sign-out = Sign out
second = Second factor
second-code = Six-digit code
second-go = Continue
second-help = Open the code app on your phone.
second-wrong = This code is not the right one, or was used already. Wait for the next.
welcome = Choose a password
welcome-login = You will sign in as “{ $x }”.
welcome-password = New password
welcome-go = Choose this password
welcome-over = This link was used already, or is not valid any more. Ask the administration for a new one.
welcome-done = Your password is chosen. You can sign in.
password-hint = Twelve characters or more. A sentence is a good password.
password-length = A password has 12 to 200 characters. Add a word.
password-monotonous = This password repeats the same character too often.
password-name = This password contains your user name.

me = My account
me-below = User name: { $x }
me-preferences = Preferences
me-language = Language
me-theme = Look
me-theme-auto = As the computer
me-theme-light = Light
me-theme-dark = Dark
me-shortcuts = A single key acts in the review (A, R, J, K, X)
me-password = Password
me-password-current = Current password
me-password-new = New password
me-password-set = Change the password
me-password-wrong = This is not your current password.
me-second-is-on = A code from your phone is asked for at each sign-in.
me-second-is-off = A code from your phone protects your account, even if somebody knows your password.
me-second-on = Add a second factor
me-second-off = Ask for no code any more
me-second-scan = Read this picture with a code app, then type the code that it shows.
me-second-qr = Picture to read with the code app
me-second-letters = Or type this key:
me-second-confirm = Confirm
me-sessions = Open sessions
me-session-browser = Browser
me-session-made = Since
me-session-seen = Last page
me-session-here = here
me-session-end = End
me-done-preferences = Your preferences are saved.
me-done-password = Your password is changed. The other sessions are ended.
me-done-session = The session is ended.
me-done-second-on = A code will be asked for at the next sign-in.
me-done-second-off = No code will be asked for any more.

missions-below = The missions of your neighbourhoods, the latest first.
missions-empty = No mission for now. Prepare the first one.
mission-draft = In preparation
mission-open = Under way
mission-closed = Finished
figure-seen = Doors seen
figure-met = Talks
figure-back = To revisit
figure-waiting = To review

outcome-met = Talk
outcome-absent = Absent
outcome-comeback = Come back
outcome-refused = Refused
outcome-blocked = Blocked
outcome-vacant = Vacant
outcome-todo = To see
outcome-other = Other

board-sum = { $seen ->
    [one] *{ $seen } door seen*
   *[other] *{ $seen } doors seen*
} of { $doors }. { $met ->
    [one] *{ $met } household met.*
   *[other] *{ $met } households met.*
} { $back } to revisit.
board-waiting = { $n ->
    [one] { $n } visit waits for review
   *[other] { $n } visits wait for review
}
board-none-waiting = Everything is reviewed.
board-approved = { $n ->
    [one] { $n } household met in the approved visits.
   *[other] { $n } households met in the approved visits.
}
board-buildings = The buildings
board-view = View
board-picture = Picture
board-table = Table
board-building = Building
board-seen = Seen
board-doors = Doors
board-empty = This mission has no building with doors yet. Import addresses and make the doors.
board-days = Doors seen by day
board-days-empty = No door seen yet. The first day will show here.
board-phones-empty = No neighbor in this mission. Give them a place.
building-spoken = { $building }: { $seen ->
    [one] { $seen } door seen
   *[other] { $seen } doors seen
} of { $doors }
days-spoken = { $n ->
    [one] { $n } door seen
   *[other] { $n } doors seen
} on { $days ->
    [one] { $days } day
   *[other] { $days } days
}
no-position = no position is read

phone = Phone
phones-below = What each phone declared at its last contact. No position is read.
phones-empty = No neighbor in your missions. Give them a place in a mission.
phone-contact = Contact
phone-waiting = To send
phone-attention = To look at
phone-app = version { $x }
phone-never = Never seen
phone-none = No phone yet
phone-copy = copy of another
phone-revoked = Revoked
phone-code = Add a phone
phone-code-for = Add a phone for { $x }
phone-code-title = A phone for { $x }
phone-code-until = This code works once, until { $x }.
phone-code-qr = Picture to read with the phone
phone-code-step-1 = Open the camera of the phone and point it at this picture.
phone-code-step-2 = Or open Palier and type these three words:
phone-code-once = Once you leave this page, the code is shown nowhere any more.
phone-lost = Lost?
phone-lost-help = This phone will not be able to read anything. What it still sends will be kept aside.
phone-revoke = Revoke this phone
phone-replace = Revoke and add the next one
phone-pin = PIN forgotten?
phone-recover = Show the code
phone-recover-help = Read the code only to the person, in front of you or in a voice that you know.
phone-recover-title = Recovery code of { $x }
phone-recover-step-1 = On the phone, choose “Code forgotten?” and type these words.
phone-recover-step-2 = Choose a new PIN. Nothing is lost.
phone-recover-once = This code works once, without a network. The phone will send another.
phone-done-no-code = This phone has sent no recovery code yet. It sends one at its next contact.
phone-done-revoked = The phone is revoked.

review-below = { $n ->
    [0] No visit waits.
    [one] { $n } visit waits. Flagged notes come first.
   *[other] { $n } visits wait. Flagged notes come first.
}
review-find = Search the notes
review-list = List of visits
review-states = Where the review stands
review-received = To review
review-returned = Returned
review-approved = Approved
review-empty-received = Everything is reviewed. Well done.
review-empty-returned = No visit is returned.
review-empty-approved = No visit is approved yet.
review-empty-filter = No visit matches these choices.
review-choose = Choose { $x }
review-flagged = Note to read
review-none-chosen = None chosen
review-one-chosen = 1 chosen
review-many-chosen = # chosen
review-approve-chosen = Approve the selection
review-nothing-open = Choose a visit in the list.
review-back = Back to the list
review-question = Return with a question
review-approve = Approve
review-return = Return
review-done-approved = { $n ->
    [0] Nothing to approve: these visits were approved already.
    [one] { $n } visit approved.
   *[other] { $n } visits approved.
}
review-done-returned = { $n ->
    [0] This visit is not there any more.
   *[other] The question leaves with the next contact of the phone.
}
question-empty = Write the question. It will show on the neighbor’s phone.
question-too-long = This question is too long. Shorten it.
comment-write = Write a message
comment-label = Message for the neighbor, without returning the visit
comment-go = Send
comment-empty = Write the message. It will show on the neighbor’s phone.
ready-question-1 = Where exactly?
ready-question-2 = Was consent given?
ready-question-3 = Is a follow-up planned?
filter-mission = Mission
filter-mission-all = Mission
filter-building = Building
filter-building-all = Building
filter-author = Neighbor
filter-author-all = Neighbor
filter-outcome = Outcome
filter-outcome-all = Outcome
filter-theme = Theme
filter-theme-all = Theme
filter-language = Language
filter-language-all = Language
filter-from = From
filter-until = To
filter-go = Filter
filter-clear = Show all
filter-other = Another choice
keys = help
keys-off = These keys can be turned off in My account.
key-a = approve
key-r = return with a question
key-jk = next, previous
key-x = choose
key-find = search

door = Door { $label }, { $street }
visit-estimated = The clock of the phone was wrong. This time is an estimate.
visit-outcome = Outcome
visit-advice = Advice given
visit-needs = Needs heard
visit-next = Next
visit-consent = Consent given.
visit-note = Note
visit-thread = Thread of this visit
minutes = { $n } min
in-language = in { $x }
next-revisit = Come back: { $due }.
next-referral = Referred to { $service }.
verdict-approved = Approved
verdict-returned = Returned
guard-why = *“{ $word }” speaks of { $topic }.* Keep this word only with written consent.
guard-health = health
guard-origin = origin
guard-religion = religion
guard-politics = politics
guard-offence = offences

need-chauffage = Heating
need-humidite = Damp
need-ascenseur = Lift
need-charges = Bills
need-eau = Water leak
need-demarches-en-ligne = Formalities
need-bruit = Noise
need-proprete = Cleanliness
need-dechets = Waste
need-nuisibles = Pests
need-sante = Health
need-emploi = Work
need-ecole = School
need-securite = Safety
need-isolement = Loneliness
need-mutation = Moving home
need-autre = Other
language-fr = French
language-ar = Arabic
language-tr = Turkish
language-pt = Portuguese
language-en = English
language-es = Spanish
language-bm = Bambara
language-wo = Wolof
language-ta = Tamil
language-ro = Romanian
language-zh = Chinese
language-ur = Urdu

aside-below = What needs a decision. Nothing is erased.
aside-kept = Changes kept aside
aside-kept-empty = Nothing is kept aside.
aside-changes = { $n ->
    [one] { $n } change
   *[other] { $n } changes
}
aside-let-in = Let in
aside-mend = Put right
aside-mend-help = What the phone sent is kept as it is. What you write here goes in as the desk’s.
aside-mend-go = Put right and let in
aside-mend-missing = What this change depends on is not there: a door or a service that was removed. Put it back, then try again.
aside-set-aside = Set aside
aside-why = Why?
aside-why-missing = Write the reason in one line. It stays with the change.
aside-done-let-in = The change is in.
aside-done-stays = A part stays aside: what it needs has not come yet.
aside-done-set-aside = The change is set aside, with your reason.
aside-done-mended = The change is put right and it is in.
aside-done-mended-in-part = The change is put right and it is in. Part of what depends on it stays aside.
aside-done-kept = The value that stands is kept.
aside-done-taken = The other value is taken.
aside-done-gone = Somebody else has decided already.
aside-conflicts = Two people wrote the same thing
aside-conflicts-empty = No two writings disagree.
conflict-stands = Value that stands, by { $x }
conflict-other = Other value, by { $x }
conflict-seen = had seen: { $x }
conflict-desk = the desk
conflict-keep = Keep the value that stands
conflict-take = Take the other value
reason-device_revoked = This phone is revoked. Check with the neighbor that this is their work.
reason-account_closed = The account of this person is closed.
reason-not_assigned = This person never had a place in this mission.
reason-unknown_feed = The server does not know this mission.
reason-unknown_kind = This change comes from a newer version.
reason-wrong_feed = This change is in the wrong place.
reason-not_allowed = This account may not write that.
reason-not_author = This visit is another person’s.
reason-malformed = This change is malformed.
reason-bad_value = A value is missing or not possible.
reason-missing_reference = This change depends on something that has not come.
reason-parent_quarantined = This change depends on another that is kept aside too.
reason-other = This version does not know the reason.
kind-partner = Partner
kind-service = Service
kind-territory = Neighbourhood
kind-building = Building
kind-stairwell = Stairwell
kind-door = Door
kind-mission = Mission
kind-mission_service = Service of the mission
kind-assignment = Place in the mission
kind-visit = Visit
kind-advice = Advice
kind-need = Need
kind-appointment = Appointment
kind-follow_up = Follow-up
kind-review = Review
kind-account = Account
kind-device = Phone
kind-comment = Message
field-outcome = Outcome
field-started = Begun
field-started-estimate = Begun, estimated
field-minutes = Minutes
field-language = Language
field-note = Note
field-informed = Informed
field-withdrawn = Withdrawn
field-theme = Theme
field-words = Words
field-label = Number
field-floor = Floor
field-rank = Rank
field-name = Name
field-do-not-contact = Do not contact
field-due = Date
field-consent = Consent
field-sort = Sort
field-what = What
field-done = Done
field-service = Service
field-verdict = Decision
field-question = Question
field-text = Message
sort-revisit = come back
sort-referral = referral

people-below = Who signs in to the desk, and what each of them sees.
people-name = Name
people-role = Role
people-sees = Sees
people-sees-help = A supervisor sees neighbourhoods, a partner sees missions. The administration sees all.
people-login = User name
people-login-optional = User name (else made of the name)
people-second = second factor
people-not-yet = no password yet
people-invite = New link
people-invite-who = New link for { $x }
people-leave = Leaving?
people-leave-help = This person will not be able to sign in. Their work stays.
people-close = Close the account
people-done-closed = The account is closed.
people-add = Add a person
people-add-go = Add and make the link
people-link = Link of { $x }
people-link-login = User name: { $x }
people-link-once = This link works once, for seven days. It is shown only here.
people-name-taken = Somebody has this name or user name already. Choose another one.
people-territory-missing = Choose at least one neighbourhood for a supervisor.
people-mission-missing = Choose at least one mission for a partner.

audit-below = Who did what. No resident’s name, no note, no door.
audit-empty = Nothing was done yet.
audit-when = When
audit-who = Who
audit-what = What
audit-where = Where
audit-record = Record
did-sign-in = signed in
did-password = gave the password
did-sign-out = signed out
did-password-set = chose a password
did-session-ended = ended a session
did-second-factor-on = added a second factor
did-second-factor-off = removed the second factor
did-approve = approved a visit
did-return = returned a visit
did-comment = wrote a message
did-phone-code = made a code for a phone
did-phone-recover = showed a recovery code
did-phone-revoke = revoked a phone
did-let-in = let a change in
did-mend = put right a change that was kept aside
did-keep-standing = kept the value that stands
did-set-aside = set a change aside
did-take-other = took the other value
did-person-add = added a person
did-person-invite = made a link
did-person-close = closed an account
did-report-publish = published a report
did-words-choose = chose words
did-words-drop = took words out
did-export = took data along
audit-csv = Take along as CSV
audit-mission = Mission
audit-all-people = All people
audit-all-verbs = All actions
audit-all-missions = All missions
audit-empty-filter = Nothing fits these choices.

report = Report
report-board = Board
report-sheet = Workbook .xlsx
report-kind = Mission report
report-draft = draft, not published yet
report-edition = edition { $n }, { $when }
report-edition-by = edition { $n }, { $when }, by { $who }
report-none = No report of this mission is published yet. The association will tell you.
report-lead = About *{ $met } households* opened and talked with a neighbor. { $seen } doors seen of { $doors }.
report-lead-seen = About *{ $seen } doors* seen of { $doors }. The number of talks is hidden.
report-lead-none = This mission has { $doors } doors. Too few households were seen to give figures.
report-outcomes = What happened at the doors
report-outcome = Outcome
report-households = Households
heading-report-needs = Need
heading-report-advice = Advice
heading-report-languages = Language
heading-report-buildings = Building
report-others = Others
report-others-are = Others: { $x }.
report-words = Chosen words, without a name
report-no-words = No words are chosen.
report-needs = Needs heard
report-advice = Advice given
report-several = (several answers possible)
report-languages = Languages spoken
report-buildings = Talks by building
report-of-met = (households met)
report-no-language = language not noted
report-no-name = without a name
report-masked = hidden
report-why-masked = Fewer than 11 households, or a figure that would give a small group away. Both have the same sign.
report-how = The figures count households. They are rounded to a multiple of 11, within 10, and their sums hold.
report-visits = { $n ->
    [one] These figures come from about { $n } visit that was read.
   *[other] These figures come from about { $n } visits that were read.
}
report-waiting = { $n ->
    [one] About { $n } visit still waits to be read.
   *[other] About { $n } visits still wait to be read.
}
report-beside = Beside the report
report-before = Before you publish
report-protected = Small groups are protected
report-hidden = { $n ->
    [0] No figure is hidden.
    [one] { $n } figure is hidden.
   *[other] { $n } figures are hidden.
}
report-nobody = No name, no door
report-waiting-visits = { $n ->
    [one] { $n } visit not read
   *[other] { $n } visits not read
}
report-not-counted = They are not counted.
report-publish = Publish this edition
report-publish-help = The partner reads the latest edition. What was published is kept as it is.
report-nothing-new = The latest edition says the same. Nothing to publish.
report-done-published = The report is published.
report-chosen = { $n ->
    [0] No words chosen
    [one] { $n } quotation chosen
   *[other] { $n } quotations chosen
}
report-choose = Choose the words
report-editions = Published editions
quoted = “{ $x }”

words = Words of residents
words-report = Back to the report
words-help = Choose words that do not say who speaks: no name, no door, no health, no origin. The partner will read them.
words-chosen = In the report
words-heard = Heard, in visits that were read
words-count = { $n } of { $most } possible
words-none-chosen = No words are chosen yet.
words-none-heard = No other words in visits that were read.
words-warning = Read twice before you choose.
words-by = Chosen by { $who }, { $when }
words-choose = Choose
words-choose-these = Choose: { $x }
words-drop = Take out
words-drop-these = Take out: { $x }
words-done-done = Done.
words-done-gone = These words are no longer in a visit that was read.
words-done-full = The report has twelve quotations already. Take one out before you choose another.

exports = Take the data along
exports-below = All visits of your missions, as they are kept.
exports-mission = Mission
exports-all = All missions
exports-csv = CSV table
exports-csv-help = UTF-8 with a byte-order mark, and semicolons: Excel opens it with a double click.
exports-xlsx = Excel workbook
exports-xlsx-help = One .xlsx file, one row a visit. Text stays text.
exports-geojson = GeoJSON map
exports-geojson-help = Each visit at its building, for QGIS or uMap.
exports-take = Download
exports-care = These files hold notes and names of neighbors. Keep them safe, and delete them after use.
columns = What the columns say
columns-take = Download this dictionary
columns-name = Column
columns-kind = Kind
columns-meaning = Meaning
column-kind-text = text
column-kind-code = code
column-kind-id = identifier
column-kind-number = number
column-kind-day = day (YYYY-MM-DD)
column-kind-instant = instant (ISO 8601)
column-kind-truth = 0 or 1
column-visit = The visit.
column-mission = The mission.
column-mission_title = The title of the mission.
column-partner = The partner.
column-territory = The territory.
column-building = The building.
column-street = The street of the building.
column-number = The number, with what follows it.
column-commune = The commune.
column-latitude = The latitude of the building, in degrees (WGS 84). Never that of a phone.
column-longitude = The longitude of the building, in degrees (WGS 84).
column-stairwell = The stairwell.
column-floor = The floor; 0 is the ground floor.
column-door = What is written on the door.
column-neighbor = The neighbor who knocked.
column-started = When the visit began, in the time of Paris.
column-day = The day of the visit, in the time of Paris.
column-minutes = How long the talk took, in minutes.
column-outcome = The outcome: met, absent, come_back, refused, inaccessible, vacant.
column-language = The language of the talk, as an ISO 639 code.
column-needs = The themes of needs, with a blank between them.
column-words = The resident’s words, one below the other.
column-advice = The services that were advised, with commas between them.
column-next = What was fixed: revisit or referral, with its date.
column-note = The neighbor’s note.
column-informed = 1 if the resident knows what is kept.
column-review = The review: received, returned, approved.
missions-report = Report
missions-exports = Take the data along

# Preparing a mission.
choose = Choose
choose-all = Tick all
choose-none = Tick none
find = Search
add = Add
back = Back
wrong-empty = Fill in this field.
wrong-too-long = This text is too long: at most { $n } characters.
wrong-range = Write a number from { $from } to { $to }.
wrong-shape = This text does not fit here. Write it differently.
wrong-day = Choose a day.
theme = Theme
theme-housing = Housing
theme-energy = Energy
theme-water = Water
theme-health = Health
theme-education = Education
theme-rights = Access to rights
theme-waste = Waste
theme-jobs = Jobs
theme-digital = Digital
prepare-new = New mission
prepare-new-below = A draft: no phone sees it before the start.
prepare-make = Make the draft
prepare-edit = Prepare
prepare-walk = Steps of the preparation
prepare-board = Board of the mission
prepare-next = Save and go on
prepare-on = Go on
prepare-skip = Go on without another file
prepare-title = Title
prepare-territory = Territory
prepare-territory-new = A new territory
prepare-territory-name = Name of the new territory
prepare-territory-missing = Choose a territory.
prepare-partner = Partner
prepare-partner-new = A new partner
prepare-partner-name = Name of the new partner
prepare-partner-sort = What sort (landlord, town…), if useful
prepare-partner-missing = Choose a partner.
prepare-partner-taken = This partner is there already. Choose it in the list.
prepare-starts = First day
prepare-ends = Last day
prepare-ends-early = A mission does not end before it starts. Choose a later day.
prepare-message = Message to carry to the doors
prepare-done-saved = Saved.
prepare-done-taken = { $n ->
    [0] Nothing changed: these buildings were there already.
    [one] { $n } building is taken.
   *[other] { $n } buildings are taken.
}
prepare-done-made = { $n ->
    [0] No door to make: these buildings had doors already.
    [one] { $n } door is made.
   *[other] { $n } doors are made.
}
prepare-done-removed = The door is removed. Its visits stay.
prepare-done-restored = The door is back.
prepare-done-started = The mission starts. Phones receive it at their next contact.
prepare-done-ended = The mission is over. Phones send what they have, then give it back.
stop-prepare-title = The mission
stop-services-title = Services
stop-addresses-title = Addresses
stop-buildings-title = Buildings
stop-doors-title = Doors
stop-team-title = Team
stop-start-title = Start
stop-services = { $n ->
    [0] none
    [one] { $n } service
   *[other] { $n } services
}
stop-addresses = { $n ->
    [0] none
    [one] { $n } address
   *[other] { $n } addresses
}
stop-buildings = { $n ->
    [0] none
    [one] { $n } building
   *[other] { $n } buildings
}
stop-doors = { $n ->
    [0] no door
    [one] { $n } door
   *[other] { $n } doors
}
stop-team = { $n ->
    [0] nobody
    [one] { $n } neighbor
   *[other] { $n } neighbors
}
services-help = What the team advises at the doors. Services of the same theme come first.
services-empty = The catalogue is empty. Add a first service.
service = Service
service-add = Add a service
service-edit = Edit
service-edit-one = Edit { $x }
service-below = What a resident asks at the door. The catalogue serves all missions.
service-name = Name
service-what = What it gives
service-who = Who may have it
service-place = Where and how to ask
service-hours = Hours or season
service-phone = Telephone
service-papers = Papers to bring
service-taken = A service has this name already. Choose it in the list, or change the name.
addresses-held = { $n ->
    [0] This territory has no building yet.
    [one] This territory has { $n } building.
   *[other] This territory has { $n } buildings.
}
addresses-help = An address file (BAL of the commune, or BAN) adds some. You see everything before you take it.
addresses-commune = Only this commune (name or INSEE code)
addresses-streets = Only these streets (one a line)
addresses-file = CSV file, or packed CSV (.gz), at most 32 MiB
addresses-look = Look at the file
addresses-found = What is in this file
addresses-sum = { $rows ->
    [one] { $rows } row read.
   *[other] { $rows } rows read.
} { $taken ->
    [0] *Nothing new.*
    [one] *{ $taken } building to take.*
   *[other] *{ $taken } buildings to take.*
}
addresses-added = New
addresses-updated = To update
addresses-unchanged = There already
addresses-removed = Removed before
addresses-refused = Refused
addresses-mended = Mended
addresses-repeated = Repeated
addresses-elsewhere = Elsewhere
addresses-take = Take these buildings
addresses-nothing-new = Nothing to take: all is there already.
addresses-other = Choose another file
addresses-refused-title = Rows refused
addresses-mended-title = Rows mended
addresses-repeated-title = Rows repeated
addresses-line = Line
addresses-why = Why
addresses-mend = Mend
addresses-more = { $n ->
    [one] And { $n } more.
   *[other] And { $n } more.
}
file-missing = Choose a file that is not empty.
file-large = This file is over 32 MiB. Pack it (.gz), or take the one of the commune.
file-unpacked-large = This file is too large once unpacked. Take the one of the commune.
file-gone = This file does not wait any more. Choose it again.
file-unknown = No row of the file is in: { $x }. Write the name as the file has it.
file-unreadable = This file cannot be read to its end. Download it again.
file-zip = This is a ZIP archive or a spreadsheet. Save it as CSV and try again.
file-utf16 = This text is UTF-16. Save it as CSV in UTF-8 and try again.
file-no-text = This is no address file: it is not text.
file-header = This is no BAL or BAN address file: it lacks { $x }.
file-line-long = This is no address file: line { $n } is too long.
fault-street-empty = The street has no name.
fault-commune-empty = The commune has no name.
fault-name-unfit = The name “{ $x }” is not one readable line.
fault-number-missing = The number is missing.
fault-number-invalid = The number “{ $x }” is not a number from 0 to 9999.
fault-street-without-numbers = The street “{ $x }” is published without numbers.
fault-key-malformed = The key “{ $x }” has the wrong form.
fault-key-number-differs = The key “{ $x }” names another number than the row.
fault-commune-code-invalid = The code “{ $x }” is not an INSEE code.
fault-suffix-invalid = The suffix “{ $x }” does not fit.
fault-quote-open = A quotation mark is not closed.
fault-fields-too-many = The row has too many fields. Look for a delimiter in a name.
fault-cut-off = The file ends in the middle of this row. Download it again.
fault-header-again = This is the header once more.
fault-repeat = The same address is on line { $x }.
mend-street-from-place = The street has no name; the place “{ $x }” stands in for it.
mend-number-form = The number “{ $x }” is read as a whole number.
mend-number-with-suffix = The number “{ $x }” is read in two parts.
mend-key-built = The key “{ $x }” is none; another is made.
mend-commune-code = The commune code “{ $x }” is mended after the other rows.
mend-suffix-from-key = The suffix is taken from the key.
mend-position-comma = The position “{ $x }” is read with commas.
mend-position-from-lambert = The position “{ $x }” is not in France; the other is taken.
mend-position-dropped = The position “{ $x }” is not in France and is left out.
mend-position-kind = The kind of position “{ $x }” is left out.
mend-date-form = The date “{ $x }” is read differently.
mend-date-dropped = The date “{ $x }” is none and is left out.
buildings-find = Street or number
buildings-chosen = { $n ->
    [0] No building chosen. Tick those where the team will go.
    [one] { $n } building chosen.
   *[other] { $n } buildings chosen.
}
buildings-none = This territory has no building yet. Take an address file.
buildings-none-found = No building fits.
buildings-pages = Save before you change the page.
doors-no-buildings = Choose the buildings first.
doors-bare = Buildings without doors
doors-bare-help = Give a first shape. You correct it door by door later, here or in the field.
doors-for = For these buildings
doors-no-building = Tick at least one building.
doors-stairwells = Names of the stairwells, with a comma between two
doors-stairwell-twice = Two stairwells have the same name. Change one.
doors-floors = Floors above the ground floor
doors-per-floor = Doors a floor
doors-on-ground = Doors on the ground floor, if different
doors-shape-none = This shape has no door.
doors-too-many = More than { $n } doors at once. Check the numbers, or take fewer buildings.
doors-numbering = Numbers
numbering-sequential = 1, 2, 3… from the ground up
numbering-by_floor = Floor, then place: 01, 11, 12
numbering-hundreds = Floor, then two digits: 001, 101, 102
numbering-by_side = Floor and side: 1 gauche, 1 droite
numbering-letters = A, B, C… from the ground up
doors-look = Look
doors-make = Make these doors
doors-plan = A stairwell as it would be
doors-planned = *{ $doors } doors* in { $buildings ->
    [one] { $buildings } building
   *[other] { $buildings } buildings
}. Each stairwell will be so:
doors-ready = Buildings with doors
doors-edit = Correct
doors-edit-one = Correct the doors of { $x }
floor-ground = 0
grid-help = Type over a number to change it. The cross removes a door, the plus adds one.
grid-stairwell = Stairwell
grid-floor = Add a floor
grid-label = Door { $x }, number
grid-remove = Remove door { $x }
grid-add = Add a door, floor { $x }
grid-restore = Put the door back
grid-label-twice = Taken in this stairwell.
grid-name-taken = Another stairwell of this building has this name.
grid-add-stairwell = Add a stairwell
team-add = Add a neighbor
team-add-help = The person begins in all chosen buildings.
team-known = Known already
team-new = New neighbor
team-name-taken = Somebody has this name already. Add an initial, or ask the administration.
team-empty = Nobody has a place in this mission yet.
team-help = Tick the buildings of each. Without any tick, the person leaves the mission.
team-anywhere = Anywhere
start-lacks = What is still missing
start-lacks-services = No service to advise.
start-lacks-buildings = No building chosen.
start-lacks-doors = { $n ->
    [one] { $n } building has no door.
   *[other] { $n } buildings have no door.
}
start-lacks-team = Nobody has a place.
start-state = Where the mission stands
start-draft-help = The mission is being prepared: no phone sees it.
start-go = Start the mission
start-open-help = The mission is under way. What you change here leaves at the next contact of the phones.
start-end = End the mission
start-end-help = Phones send what they have, then give the mission back. Nothing is erased here.
start-closed-help = The mission is over. Phones gave it back or will.
start-again = Resume the mission
codes = Codes for the phones
codes-help = One code a person, to show or to print. It works once.
codes-has-phone = has a phone
codes-nobody = Tick at least one person.
codes-go = Make the codes
codes-qr = Picture to read with the phone of { $x }
did-mission-add = prepared a mission
did-mission-set = changed a mission
did-mission-services = chose services
did-mission-addresses = took an address file
did-mission-buildings = chose buildings
did-mission-doors = made doors
did-doors-set = corrected doors
did-mission-team = changed a team
did-mission-start = started a mission
did-mission-end = ended a mission
did-service-add = added a service
did-service-set = changed a service

# Taking an approval back.
undo = Undo
key-u = undo the approval
review-done-undone = { $n ->
    [0] Nothing to undo: these visits have changed since.
    [one] { $n } visit waits again.
   *[other] { $n } visits wait again.
}
did-approve-undo = took an approval back

# Follow-ups: what was promised at the doors.
rail-follow = Follow-ups
follow-below = What was promised at the doors, in the order of the days.
follow-late = Overdue
follow-due = To come
follow-done = Done
follow-states = Where the follow-ups stand
follow-empty-late = Nothing is overdue. Well done.
follow-empty-due = Nothing is planned.
follow-empty-done = Nothing is done yet.
follow-what = What
follow-where = Where
follow-when = When
follow-who = Who
follow-nobody = Nobody yet
follow-no-day = no date
follow-assign = Assign
follow-assign-one = Assign: { $x }
follow-mark = Done
follow-mark-one = Mark as done: { $x }
follow-reopen = Reopen
follow-reopen-one = Reopen: { $x }
follow-by-visit = seen again at the door
follow-sort = Sort
follow-sort-all = Sort
follow-sort-revisit = Come back
follow-sort-referral = Referral
follow-sort-promise = Follow-up
follow-mission-all = Mission
follow-who-all = Who
follow-who-none = Nobody yet
follow-said-assigned = Assigned. The phone learns it at its next contact.
follow-said-done = Done.
follow-said-reopened = To be done again.
follow-referral-to = Referral to { $x }
calendar = My calendar
calendar-help = A secret address for your calendar. It gives days and the sort of follow-up: no name, no door, no street.
calendar-since = There is an address since: { $x }.
calendar-make = Make the address
calendar-renew = Change the address
calendar-end = Remove the address
calendar-once = Copy it now: it is shown only here. Who knows it sees these days.
calendar-address = Address of your calendar
did-follow-assign = assigned a follow-up
did-follow-done = marked a follow-up as done
did-follow-reopen = reopened a follow-up
did-calendar = changed the address of their calendar

# Map.
map = Map
map-below = The buildings of the mission. No way is traced.
map-state = Progress
map-state-todo = To begin
map-state-begun = Begun
map-state-done = All doors seen
map-in = Zoom in
map-out = Zoom out
map-failed = The map cannot be drawn in this browser. All of it is in the table.
map-not-here = This server has no map to give out. All of it is in the table.
map-nowhere = { $n ->
    [one] { $n } building has no position and is in the table alone.
   *[other] { $n } buildings have no position and are in the table alone.
}
map-beyond = { $n ->
    [one] { $n } more building is in the table.
   *[other] { $n } more buildings are in the table.
}

rail-doors = Doors
doors-below = What is kept about the residents of a door: read it to them, correct it, erase it.
doors-address = Address
doors-address-help = A number and a street, such as: 12 lilas
doors-find = Find
doors-buildings = Buildings
doors-find-none = No building at this address in your territories. Try one word of the street.
door-place = Door { $label }, floor { $floor }, stairwell { $stairwell }
door-read-out = This is all that is kept about this door, in every mission. Its residents may ask to hear it, to correct it or to erase it.
door-visits = Visits
door-nothing = Nothing is kept of what was said at this door.
door-correct = Have it corrected
door-erase-one = Erase this visit
door-removed = taken back
door-earlier = { $x } (before)
door-erasures = Erasures
door-erased = Erased { $when }, receipt { $number }
door-stop = Do not contact
door-stop-on = Do not contact: nobody knocks at this door.
door-stop-end = Contact again
door-done-stopped = Nobody will knock at this door any more.
door-done-again = This door may be contacted again.
door-erase = Erase everything
erase-title = Erase all that is kept about this door
erase-title-one = Erase a visit
erase-goes = What goes
erase-changes = Entries in the history
erase-aside = Changes kept aside
erase-everywhere = Here, in the history, and on every phone at its next sync, even what was not sent yet.
erase-figures = Erased visits do not count in the figures any more.
erase-stays = The door stays, and so does “do not contact”.
erase-backups = Backups from before hold it until they are removed; restoring one does not bring it back.
erase-for-ever = Nothing can bring it back.
erase-confirm = Erase for ever
erase-back = Erase nothing
receipt-title = Receipt of an erasure
receipt-back = The door
receipt-records = { $n ->
    [0] There was nothing to erase.
    [one] One record is erased.
   *[other] { $n } records are erased.
}
receipt-phones = On each phone it is erased at the next sync.
receipt-number-help = Give this number to the residents. It says nothing about them.
audit-retention = What the retention rule erased
audit-retention-day = { $when }: { $n ->
    [one] { $n } record
   *[other] { $n } records
}
audit-server = the server
did-erase-door = erased what was kept about a door
did-erase-visit = erased a visit
did-erase-retention = erased visits that were kept long enough
did-door-stop = noted “do not contact”
did-door-again = lifted “do not contact”

# Training, the message written together, the debrief
kind-card = Card
kind-quiz_question = Question of a card
kind-reading = Reading
kind-quiz_answer = Answer to a question
kind-clearance = Clearance
kind-remark = Remark on the message
kind-message_version = Version of the message
kind-synthesis = Synthesis
kind-debrief = Debrief
kind-stint = Mission done
stop-message-title = Message
stop-message = { $n ->
    [0] no message yet
    [one] 1 version
   *[other] { $n } versions
}
stop-training-title = Cards
stop-training = { $n ->
    [0] no card yet
    [one] 1 card
   *[other] { $n } cards
}
message-help = The message is carried to the doors. Each change keeps the version before; phones show the one in force, and what changed.
message-save = Put in force
message-share = Prepare with the team
message-share-help = The team’s phones receive this draft with its message and its cards. No door is to be seen yet.
message-shared = The team reads this draft, comments and proposes. No door is to be seen yet.
message-share-go = Open the draft to the team
message-share-end = Take the draft off the phones
message-take = Take this proposal
message-take-one = Take this proposal: { $x }
remarks = Remarks and proposals
remarks-empty = Nobody has said anything about the message yet.
remark-comment = Remark
remark-proposal = Proposal
remark-yours = Say something to the team
remark-send = Send to the team
versions = Versions
versions-help = What changed from one version to the next is marked.
versions-empty = No change yet: there is but one version.
version-number = Version { $n }
version-taken = proposed by the team
training-help = The team reads these cards on the phone, without a network too. The mission’s doors open to whoever has read them, and never close again.
training-empty = No card: the mission is open to all of the team.
card-add = Add a card
card-edit = The card
card-edit-one = Edit “{ $x }”
card-title = Title
card-text = Text
card-help = A heading begins with #, a list with -, bold is written **so** and emphasis *so*.
card-preview = See as on the phone
card-preview-title = As on the phone
card-remove = Take this card out
card-questions = { $n ->
    [0] no question
    [one] 1 question
   *[other] { $n } questions
}
card-refused = Line { $n }: { $why }
card-refused-html = HTML stays outside. Write the text alone.
card-refused-code = code is not shown. Take the backquotes out.
card-refused-picture = pictures are not shown yet. Take this one out.
card-refused-quote = a quotation is not shown. Take the > at the start out.
card-refused-table = a table is not shown. Write a list.
card-refused-rule = a line of dashes is not shown. Leave an empty line.
card-refused-nested = a list in a list is not shown. Begin the line at the left.
card-refused-too-long = the card has too many paragraphs. Make two cards of it.
quiz = Questions
quiz-help = A few questions, to see whether the card is clear. A wrong answer stops nothing: the right one is shown.
question-add = Add a question
question-edit = Edit the question
question-ask = Question
question-choices = Answers to choose from, one a line (two to five)
question-choices-wrong = Write two to five answers, one a line.
question-correct = Number of the right answer
question-correct-wrong = There is no such answer. Choose a number of the list.
question-why = Why, if useful
question-save = Keep the question
question-remove = Take out
question-remove-one = Take out “{ $x }”
question-right = (right answer)
question-answered = { $n ->
    [one] { $n } right answer of { $all }
   *[other] { $n } right answers of { $all }
}
learners = Who has read
learner-cards = Cards read
learner-mission = Mission
learner-act = Open the mission
learner-done = { $n } / { $all }
learner-waiting = not open yet
learner-open = open
learner-cleared = opened by you
learner-clear = Open without waiting
learner-clear-one = Open without waiting: { $x }
learner-close = End that
learner-close-one = End that for { $x }
debrief = Debrief
debrief-said = What the team says
debrief-help = Four questions, on the phone, at the end of the mission. Each sees only their own answers.
debrief-empty = Nobody has answered yet.
debrief-missing = Have not answered yet:
debrief-worked = What worked at the door
debrief-hard = What was hard
debrief-heard = What residents said most
debrief-change = What should change
debrief-figures = The mission’s figures
synthesis = Synthesis
synthesis-help = What the team learned. Without the name of a resident.
synthesis-text = Your synthesis
did-message-set = put a message in force
did-message-take = took a proposal for the message
did-message-remark = wrote to the team about the message
did-message-share = opened a draft to the team, or took it back
did-card-set = wrote a card
did-card-remove = took a card out
did-card-clear = opened a mission without waiting for the cards, or ended that
did-question-set = wrote a question of a card
did-question-remove = took a question of a card out
did-synthesis-set = wrote the synthesis of a mission
# Signals
rail-signals = Signals
signals-below = What residents said, and what the institution answers.
signals-new = New signal
signals-states = How far signals have come
signals-open = To be answered
signals-late = Late
signals-due = Promised
signals-settled = Settled
signals-empty-open = No signal waits for an answer.
signals-empty-late = Nothing is late.
signals-empty-due = Nothing is promised for the days to come.
signals-empty-settled = No signal is settled.
signal-heard = { $n } households
signal-heard-here = { $n } households spoke of it.
signal-heard-there = { $n } households said so.
signal-tag-raised = Sent on { $x }
signal-tag-read = Read, sent on { $x }
signal-tag-due = Promised for { $x }
signal-tag-late = { $n ->
    [one] Late by a day
   *[other] Late by { $n } days
}
signal-tag-done = Done, said on { $x }
signal-tag-partly = Partly done, said on { $x }
signal-tag-not-done = Not done, said on { $x }
signal-everywhere = The whole mission
signal-stairwell = { $street }, stairwell { $stairwell }
signal-groups = Needs heard, by place
signal-groups-help = Choose what the partner should hear. Only groups that are large enough are shown.
signal-no-groups = No need was told by enough households yet.
signal-why-few = Fewer than 11 households, or nearly all doors of a place: nothing is shown. Figures are rounded to 11.
signal-raise = Raise
signal-raise-one = Raise: { $x }
signal-raised-on = Raised before, on { $x }
signal-raise-title = Raise a need
signal-raise-now = Send to the partner
signal-title = In one sentence, what residents say
signal-text = What you add
signal-words = Words of residents to quote
signal-words-help = They are copied without door or name. They stay even if the visit is erased: choose none by which somebody could be known.
signal-own-words = Other words, retold by you, one a line
signal-too-few = Too few households spoke of it here to tell without making somebody known. Choose a larger place.
signal-too-many-words = At most { $n } quotes, and fewer than 4,000 characters in all. Take some out.
signal-you-said = You said
signal-answered = The answer
signal-no-answer = The partner has not answered yet.
signal-until = by { $x }
signal-in-days = { $n ->
    [0] the same day
    [one] in one day
   *[other] in { $n } days
}
signal-result-done = Done
signal-result-partly = Partly done
signal-result-not-done = Not done
signal-step-raised = Raised
signal-step-read = Read
signal-step-answered = Answered
signal-step-result = Done
signal-step-told = Told at the doors
signal-told = { $n ->
    [one] { $n } door of { $doors }
   *[other] { $n } doors of { $doors }
}
signal-told-about = about { $n } doors of { $doors }
signal-told-few = few doors so far
signal-told-where = To be told here:
signal-read-it = I have read it
signal-answer = Answer
signal-answer-again = Change the answer
signal-action = What is done
signal-due = By which day
signal-buildings = Buildings concerned
signal-buildings-help = The answer will be told at the doors of these buildings, and of no others.
signal-answer-now = Send the answer
signal-day-past = This day has passed. Choose a day to come.
signal-no-building = Choose at least one building.
signal-settle = Say what was done
signal-result = Result
signal-result-words = In a few words
signal-history = What happened
signal-then-raised = Raised to the partner
signal-then-read = Read by the partner
signal-then-answered = Answer: { $x }
signal-then-due = Promised for { $x }
signal-then-settled = { $result }: { $words }
signal-done-raised = The signal was sent to the partner.
signal-done-read = Noted: you have read it.
signal-done-answered = The answer goes to the phones of these buildings.
signal-done-settled = Noted. The neighbors can tell it.
did-signal-raise = raised a need
did-signal-read = read a signal
did-signal-answer = answered a signal
did-signal-result = said what was done
door-told = Answers told here
kind-signal = Signal
kind-answer = Answer
kind-answer_building = Building of an answer
kind-telling = Answer told
field-action = What is done
report-signals = What was raised
report-signals-now = (as of today)
report-signal = Signal
report-signal-heard = Households that said so
report-signal-told = Doors where it was told

# What the association brought about
rail-impact = Impact
impact-sum = { $territories ->
    [one] { $territories } territory
   *[other] { $territories } territories
}, { $partners ->
    [one] { $partners } partner
   *[other] { $partners } partners
}
impact-all = All territories
impact-empty = Nothing was done here yet.
impact-missions = Missions
impact-met = Households met
impact-advised = Households advised
impact-taken-up = Households referred
impact-raised = Signals
impact-answered = answered
impact-done = acted upon
impact-quarters = By quarter
impact-territories = By territory
impact-when = Quarter
impact-where = Territory
impact-quarter = { $year }, quarter { $quarter }
impact-how = Approved visits. A household counts once in a quarter. Fewer than 11 households: hidden. Figures of households are rounded down to 11.

# Exchange

kind-post = Post
kind-attachment = Photo
kind-thanks = Thanks
kind-pin = Pin
exchange = Exchange
exchange-said = What the team tells itself
exchange-empty = Nobody has written anything yet. Begin with a question: what works at the door?
exchange-help = The whole team of the mission reads what you write. Nothing about residents belongs here; words to read again are highlighted.
exchange-yours = Write to the team
exchange-text = Your words
exchange-send = Send to the team
exchange-reply = Reply
exchange-reply-one = Reply to { $x }
exchange-reply-yours = Your reply
exchange-pinned = Pinned
exchange-pin = Pin
exchange-pin-one = Pin what { $x } wrote
exchange-unpin = Unpin
exchange-unpin-one = Unpin what { $x } wrote
exchange-remove = Take out
exchange-remove-one = Take out what { $x } wrote
exchange-remove-help = It is gone from all phones with their next contact, and its replies with it.
exchange-thanks = { $n ->
    [one] { $n } thank you
   *[other] { $n } thank yous
}
card-pictures = Pictures
card-pictures-help = A poster, a paper to recognise. Phones receive them after everything else; place, time and camera are taken out of them.
picture-alt = What is to be seen, for who cannot see the picture
picture-file = The picture (JPEG, PNG or WebP)
picture-add = Add the picture
picture-remove = Remove
picture-remove-one = Remove the picture: { $x }
picture-unreadable = This file is no picture that can be read. Choose a JPEG, a PNG or a WebP.
picture-coming = A photo is on its way: the phone that shows it has not sent all of it yet.
exchange-photo = Photo shown by { $x }
did-exchange-post = wrote to the team
did-exchange-pin = pinned a post, or unpinned it
did-picture-add = put a picture on a card
did-picture-remove = took a picture off a card
did-exchange-remove = took a post out
