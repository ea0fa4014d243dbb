//! All that can be asked of the desk, and by whom: the one table of routes and roles.
//!
//! A route exists because its verb stands here, and the desk asks this table before anything of a
//! request is looked at. What a person sees of the *objects* of a verb, such as whose missions, is
//! said by [`Principal`](super::Principal).

use shared::record::Role;

/// Who may ask for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Whoever comes by.
    Anyone,
    /// Who has given the right password; the second factor may still be due.
    Known,
    /// People in these roles, signed in.
    Roles(&'static [Role]),
}

impl Who {
    /// Whether somebody who is signed in with this role may.
    #[must_use]
    pub fn includes(self, role: Role) -> bool {
        match self {
            Self::Anyone | Self::Known => true,
            Self::Roles(roles) => roles.contains(&role),
        }
    }
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// How it is asked for: `GET` looks, `POST` changes something.
    pub method: &'static str,
    /// Where; `{name}` stands for one part of the address.
    pub path: &'static str,
    /// By whom.
    pub who: Who,
}

/// Everybody with a place at the desk.
const DESK: Who = Who::Roles(&[Role::Admin, Role::Supervisor, Role::Partner]);
/// Those who work with what the neighbors wrote.
const STAFF: Who = Who::Roles(&[Role::Admin, Role::Supervisor]);
/// Those who ordered a mission.
const PARTNER: Who = Who::Roles(&[Role::Partner]);
const ADMIN: Who = Who::Roles(&[Role::Admin]);

macro_rules! verbs {
    ($($(#[$doc:meta])* $verb:ident($method:literal, $path:literal, $who:expr),)*) => {
        /// Something that can be asked of the desk.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Verb {
            $($(#[$doc])* $verb),*
        }

        impl Verb {
            /// All verbs.
            pub const ALL: &'static [Self] = &[$(Self::$verb),*];

            /// The verb's line in the table.
            #[must_use]
            pub const fn rule(self) -> Rule {
                match self {
                    $(Self::$verb => Rule { method: $method, path: $path, who: $who }),*
                }
            }

            /// Whether its form may bring a file.
            #[must_use]
            pub const fn brings_a_file(self) -> bool {
                matches!(self, Self::AddressesLook | Self::CardPicture)
            }
        }
    };
}

verbs! {
    /// The way in.
    Home("GET", "/", Who::Anyone),
    /// A style, a script or a picture.
    Static("GET", "/desk/static/{file}", Who::Anyone),
    /// The form that asks for name and password.
    SignInForm("GET", "/desk/sign-in", Who::Anyone),
    /// Signs in.
    SignIn("POST", "/desk/sign-in", Who::Anyone),
    /// The form of a one-time link.
    WelcomeForm("GET", "/desk/welcome/{secret}", Who::Anyone),
    /// Chooses a password with a one-time link.
    Welcome("POST", "/desk/welcome/{secret}", Who::Anyone),
    /// The form that asks for the second factor.
    SecondForm("GET", "/desk/second-factor", Who::Known),
    /// Gives the second factor.
    Second("POST", "/desk/second-factor", Who::Known),
    /// Signs out.
    SignOut("POST", "/desk/sign-out", Who::Known),

    /// One's own account.
    Me("GET", "/desk/me", DESK),
    /// Sets language, theme and keys.
    SetPreferences("POST", "/desk/me/preferences", DESK),
    /// Chooses another password.
    SetPassword("POST", "/desk/me/password", DESK),
    /// Ends one of one's sessions.
    EndSession("POST", "/desk/me/sessions/end", DESK),
    /// Begins to use a second factor.
    SecondOn("POST", "/desk/me/second-factor/on", DESK),
    /// Ends the use of a second factor.
    SecondOff("POST", "/desk/me/second-factor/off", DESK),

    /// The missions.
    Missions("GET", "/desk/missions", DESK),
    /// The board of a mission.
    Board("GET", "/desk/missions/{mission}", STAFF),
    /// Tells when something of a mission changes.
    BoardLive("GET", "/desk/missions/{mission}/live", STAFF),

    /// The report of a mission.
    Report("GET", "/desk/missions/{mission}/report", DESK),
    /// The report as a workbook.
    ReportSheet("GET", "/desk/missions/{mission}/report.xlsx", DESK),
    /// Publishes the report as it stands.
    ReportPublish("POST", "/desk/missions/{mission}/report/publish", STAFF),
    /// The words of residents, to choose from.
    ReportWords("GET", "/desk/missions/{mission}/report/words", STAFF),
    /// Chooses words for the report, or takes them out.
    ReportChoose("POST", "/desk/missions/{mission}/report/words", STAFF),

    /// The signals to partners.
    Signals("GET", "/desk/signals", DESK),
    /// The needs of a mission by theme and place, and the form that raises one of them.
    SignalNew("GET", "/desk/missions/{mission}/signals/new", STAFF),
    /// Raises a signal to the partner of the mission.
    SignalRaise("POST", "/desk/missions/{mission}/signals/new", STAFF),
    /// A signal with what became of it.
    Signal("GET", "/desk/missions/{mission}/signals/{signal}", DESK),
    /// Says that it was read.
    SignalRead("POST", "/desk/missions/{mission}/signals/{signal}/read", PARTNER),
    /// Answers it with an action and a day, as the partner or in the partner's words.
    SignalAnswer("POST", "/desk/missions/{mission}/signals/{signal}/answer", DESK),
    /// Says what came of the answer.
    SignalResult("POST", "/desk/missions/{mission}/signals/{signal}/result", DESK),

    /// What the association brought about, by territory and quarter.
    Impact("GET", "/desk/impact", STAFF),

    /// What can be taken along.
    Exports("GET", "/desk/exports", STAFF),
    /// All visits as a table.
    ExportCsv("GET", "/desk/exports/visits.csv", STAFF),
    /// All visits as a workbook.
    ExportSheet("GET", "/desk/exports/visits.xlsx", STAFF),
    /// All visits on a map.
    ExportMap("GET", "/desk/exports/visits.geojson", STAFF),
    /// What the columns mean.
    ExportColumns("GET", "/desk/exports/columns.csv", STAFF),
    /// The map of a mission.
    Map("GET", "/desk/missions/{mission}/map", STAFF),
    /// A file of the program that draws it.
    MapFile("GET", "/desk/map/{version}/{file}", Who::Anyone),

    /// The form of a mission that is not there yet.
    MissionNew("GET", "/desk/missions/new", STAFF),
    /// Makes a mission, as a draft.
    MissionMake("POST", "/desk/missions/new", STAFF),
    /// What a mission is.
    Prepare("GET", "/desk/missions/{mission}/prepare", STAFF),
    /// Puts that right.
    PrepareSet("POST", "/desk/missions/{mission}/prepare", STAFF),
    /// What it advises.
    MissionServices("GET", "/desk/missions/{mission}/services", STAFF),
    /// Chooses services for it.
    MissionServicesSet("POST", "/desk/missions/{mission}/services", STAFF),
    /// A service of the catalogue.
    ServiceForm("GET", "/desk/services/{service}", STAFF),
    /// Adds it, or puts it right.
    ServiceSave("POST", "/desk/services/{service}", STAFF),
    /// The addresses of a mission's territory.
    Addresses("GET", "/desk/missions/{mission}/addresses", STAFF),
    /// Brings an address file, to be looked at.
    AddressesLook("POST", "/desk/missions/{mission}/addresses", STAFF),
    /// Takes what was looked at.
    AddressesTake("POST", "/desk/missions/{mission}/addresses/take", STAFF),
    /// Where a mission is.
    MissionBuildings("GET", "/desk/missions/{mission}/buildings", STAFF),
    /// Chooses buildings for it.
    MissionBuildingsSet("POST", "/desk/missions/{mission}/buildings", STAFF),
    /// Which of them have doors.
    Doors("GET", "/desk/missions/{mission}/doors", STAFF),
    /// Makes doors for those that have none.
    DoorsMake("POST", "/desk/missions/{mission}/doors", STAFF),
    /// The doors of one building.
    DoorGrid("GET", "/desk/missions/{mission}/doors/{building}", STAFF),
    /// Puts them right.
    DoorGridSet("POST", "/desk/missions/{mission}/doors/{building}", STAFF),
    /// Who works in a mission, and where.
    Team("GET", "/desk/missions/{mission}/team", STAFF),
    /// Sets where each of them works.
    TeamSet("POST", "/desk/missions/{mission}/team", STAFF),
    /// Adds somebody.
    TeamAdd("POST", "/desk/missions/{mission}/team/add", STAFF),
    /// The message of a mission: in force, remarks, versions.
    Message("GET", "/desk/missions/{mission}/message", STAFF),
    /// Puts a message in force, as the next version.
    MessageSet("POST", "/desk/missions/{mission}/message", STAFF),
    /// Takes a proposal of the team as the next version.
    MessageTake("POST", "/desk/missions/{mission}/message/take", STAFF),
    /// Says something about the message to the team.
    MessageRemark("POST", "/desk/missions/{mission}/message/remark", STAFF),
    /// Lets the team prepare a draft on their phones, or ends that.
    MessageShare("POST", "/desk/missions/{mission}/message/share", STAFF),
    /// The training cards of a mission, and who has read them.
    Training("GET", "/desk/missions/{mission}/training", STAFF),
    /// Lets somebody begin before the cards are read, or takes that back.
    TrainingClear("POST", "/desk/missions/{mission}/training/clear", STAFF),
    /// A card, with its preview and its quiz.
    CardForm("GET", "/desk/missions/{mission}/cards/{card}", STAFF),
    /// Keeps it.
    CardSave("POST", "/desk/missions/{mission}/cards/{card}", STAFF),
    /// Takes it out.
    CardRemove("POST", "/desk/missions/{mission}/cards/{card}/remove", STAFF),
    /// Puts a picture on it.
    CardPicture("POST", "/desk/missions/{mission}/cards/{card}/picture", STAFF),
    /// Takes a picture off it.
    CardPictureRemove("POST", "/desk/missions/{mission}/cards/{card}/picture/remove", STAFF),
    /// Keeps a question of it.
    QuestionSave("POST", "/desk/missions/{mission}/cards/{card}/question", STAFF),
    /// Takes a question out.
    QuestionRemove("POST", "/desk/missions/{mission}/cards/{card}/question/remove", STAFF),
    /// What the neighbors say at the end of a mission, and what is made of it.
    Debrief("GET", "/desk/missions/{mission}/debrief", STAFF),
    /// Keeps what is made of it.
    DebriefSave("POST", "/desk/missions/{mission}/debrief", STAFF),
    /// What the team of a mission tells itself.
    Exchange("GET", "/desk/missions/{mission}/exchange", STAFF),
    /// Writes to it, or replies.
    ExchangePost("POST", "/desk/missions/{mission}/exchange", STAFF),
    /// Puts a post above the others, or takes it down.
    ExchangePin("POST", "/desk/missions/{mission}/exchange/pin", STAFF),
    /// Takes a post out.
    ExchangeRemove("POST", "/desk/missions/{mission}/exchange/remove", STAFF),
    /// A picture that is shown in a mission.
    Picture("GET", "/desk/missions/{mission}/pictures/{hash}", STAFF),
    /// What is missing before a mission starts.
    Start("GET", "/desk/missions/{mission}/start", STAFF),
    /// Starts it, or ends it.
    StartSet("POST", "/desk/missions/{mission}/start", STAFF),
    /// Makes one-time codes for the phones of its team.
    Codes("POST", "/desk/missions/{mission}/codes", STAFF),

    /// The queue of visits.
    Review("GET", "/desk/review", STAFF),
    /// Approves visits.
    Approve("POST", "/desk/review/approve", STAFF),
    /// Takes back what was just approved.
    ApproveUndo("POST", "/desk/review/undo", STAFF),
    /// Sends a visit back with a question.
    Return("POST", "/desk/review/return", STAFF),

    /// Writes into the thread of a visit.
    Comment("POST", "/desk/review/comment", STAFF),

    /// What was promised at the doors.
    FollowUps("GET", "/desk/follow-ups", STAFF),
    /// Says who does it.
    FollowAssign("POST", "/desk/follow-ups/assign", STAFF),
    /// Says that it is done, or to be done again.
    FollowDone("POST", "/desk/follow-ups/done", STAFF),
    /// One's own calendar of it.
    CalendarForm("GET", "/desk/me/calendar", STAFF),
    /// Gives that another address, or none.
    CalendarSet("POST", "/desk/me/calendar", STAFF),
    /// The calendar, for whoever knows its address.
    CalendarFeed("GET", "/desk/calendar/{secret}", Who::Anyone),
    /// Finds a door by its address.
    FindDoors("GET", "/desk/doors", STAFF),
    /// All that is kept about the people behind a door.
    Door("GET", "/desk/doors/{door}", STAFF),
    /// Asks the neighbors not to call on a door again, or ends that.
    StopDoor("POST", "/desk/doors/stop", STAFF),
    /// Counts what an erasure would take, and asks.
    EraseForm("GET", "/desk/doors/{door}/erase", STAFF),
    /// Erases what is kept about the people behind a door, or one visit.
    Erase("POST", "/desk/doors/erase", STAFF),
    /// The receipt of an erasure.
    Receipt("GET", "/desk/receipts/{receipt}", STAFF),

    /// The phones.
    Phones("GET", "/desk/phones", STAFF),
    /// Makes a one-time code for a phone.
    PhoneCode("POST", "/desk/phones/code", STAFF),
    /// Shows the code that resets a phone's forgotten PIN.
    PhoneRecover("POST", "/desk/phones/recover", STAFF),
    /// Takes a phone's right to read.
    PhoneRevoke("POST", "/desk/phones/revoke", STAFF),

    /// What was kept aside, and what gave way.
    Aside("GET", "/desk/aside", STAFF),
    /// Lets in what was kept aside.
    LetIn("POST", "/desk/aside/let-in", STAFF),
    /// Sets it aside for good.
    SetAside("POST", "/desk/aside/set-aside", STAFF),

    /// Puts it right, and lets that in.
    Mend("POST", "/desk/aside/mend", STAFF),
    /// Takes the other value of a conflict.
    TakeOther("POST", "/desk/aside/take", STAFF),
    /// Keeps the value that stands.
    KeepStanding("POST", "/desk/aside/keep", STAFF),

    /// The people at the desk.
    People("GET", "/desk/people", ADMIN),
    /// Adds a person to the desk.
    AddPerson("POST", "/desk/people", ADMIN),
    /// Makes a new one-time link for a person.
    InvitePerson("POST", "/desk/people/invite", ADMIN),
    /// Closes a person's account.
    ClosePerson("POST", "/desk/people/close", ADMIN),
    /// Who did what to what.
    AuditTrail("GET", "/desk/audit", ADMIN),
    /// The same as a table to keep.
    AuditCsv("GET", "/desk/audit.csv", ADMIN),
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_route_stands_once_and_what_changes_something_is_posted() {
        let routes: BTreeSet<_> =
            Verb::ALL.iter().map(|verb| (verb.rule().method, verb.rule().path)).collect();
        assert_eq!(routes.len(), Verb::ALL.len());
        for verb in Verb::ALL {
            let rule = verb.rule();
            assert!(["GET", "POST"].contains(&rule.method), "{verb:?}");
            assert!(rule.path == "/" || rule.path.starts_with("/desk/"), "{verb:?}");
        }
    }

    #[test]
    fn a_neighbor_has_no_place_at_the_desk() {
        for verb in Verb::ALL {
            let signed_in = matches!(verb.rule().who, Who::Roles(_));
            assert!(!(signed_in && verb.rule().who.includes(Role::Neighbor)), "{verb:?}");
        }
    }
}
