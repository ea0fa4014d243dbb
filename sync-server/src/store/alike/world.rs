//! One year's work in small, as the services write it: the same calls with the same clock and the
//! same chance, whichever store they go to.

use std::collections::BTreeMap;

use shared::change::{Base, Change};
use shared::id::{
    AccountId, AnswerId, BuildingId, DeviceId, DoorId, FeedId, TerritoryId, VisitId, new_uuid,
};
use shared::protocol::{ChangeOutcome, EnrolRequest, Standing, SyncRequest, Token, VERSION};
use shared::record::{Kind, Outcome};
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value};
use uuid::Uuid;

use crate::service::desk::Moment;
use crate::service::reports::Headings;
use crate::service::{ServiceError, accounts, demo, enrol, sync};
use crate::store::{Read, Store, Write};

mod desk;

/// A Thursday in spring.
const START: Millis = Millis(1_777_536_000_000);
const HOUR: i64 = 60 * Millis::MINUTE;
const LIFT: &str = "ascenseur";
pub(super) const THEMES: [&str; 4] = [LIFT, "chauffage", "energie", "sante"];
pub(super) const LANGUAGES: [&str; 4] = ["fr", "pt", "ar", "tr"];
const NOTES: [&str; 6] = [
    "Le chauffage ne marche plus depuis Noël.",
    "La dame est malade, revenir avec l’infirmière.",
    "Élève en CP ; l'eau coule à l’évier, 2e étage.",
    "Pas d’interphone — sonner chez M. Çelik (bât. B-12).",
    "Ne comprend pas la facture d'ÉNERGIE : 120,50 € !",
    "Straße, œuvre, naïf, Ålesund, Łódź, İzmir, Isparta; 3.5kW, мой дом",
];
const WORDS: [&str; 3] =
    ["Ma mère ne descend plus.", "On paie sans comprendre.\nVraiment.", "Il fait 14° l’hiver."];
pub(super) const HEADINGS: Headings = Headings { languages: &LANGUAGES, needs: &THEMES };

/// What was made, by name.
pub(super) struct World {
    pub(super) territory: TerritoryId,
    pub(super) missions: Vec<FeedId>,
    pub(super) people: Vec<AccountId>,
    pub(super) phones: Vec<DeviceId>,
    pub(super) buildings: Vec<BuildingId>,
    pub(super) doors: Vec<DoorId>,
    pub(super) visits: Vec<(FeedId, VisitId)>,
    pub(super) promises: Vec<(FeedId, Uuid)>,
    pub(super) needs: Vec<(FeedId, Uuid)>,
    pub(super) answers: Vec<AnswerId>,
    pub(super) from: Millis,
    pub(super) until: Millis,
}

/// A neighbor's phone.
struct Phone {
    account: AccountId,
    device: DeviceId,
    token: Token,
    next: BTreeMap<FeedId, u64>,
    changes: Vec<Change>,
}

/// Whoever plays: the time, and chance that is none.
struct Hand<'s> {
    store: &'s dyn Store,
    now: Millis,
    drawn: u64,
}

/// Plays all of it.
pub(super) fn play(store: &dyn Store) -> World {
    let mut hand = Hand { store, now: START, drawn: 0 };
    let made = hand.desk(|write, moment| demo::make(write, None, moment));
    let territory = FeedId::Territory(made.territory);
    let missions: Vec<_> = made.missions.iter().map(|(id, _)| FeedId::Mission(*id)).collect();
    let people: Vec<_> = made.neighbors.iter().map(|(_, account, _)| *account).collect();
    let mut phones: Vec<_> = people.iter().map(|account| hand.enrol(*account)).collect();
    let places = hand.places(territory);
    let mut world = World {
        territory: made.territory,
        missions: missions.clone(),
        people,
        phones: phones.iter().map(|phone| phone.device).collect(),
        buildings: places.iter().map(|(building, _)| *building).collect(),
        doors: places.iter().flat_map(|(_, doors)| doors).copied().collect(),
        visits: Vec::new(),
        promises: Vec::new(),
        needs: Vec::new(),
        answers: Vec::new(),
        from: START,
        until: START,
    };
    let here = largest(&places);
    for day in 0..4 {
        for (neighbor, mission) in [(0, 0), (1, 0), (2, 1), (3, 2), (1, 2)] {
            let doors = if (neighbor, mission) == (0, 0) { &here.1 } else { &world.doors };
            let picked: Vec<_> = (0..7).map(|_| doors[hand.pick(doors.len())]).collect();
            for door in picked {
                hand.visit(&mut world, &mut phones[neighbor], missions[mission], door);
            }
        }
        for phone in &mut phones {
            hand.send(phone, true);
        }
        hand.now = hand.now.plus(26 * HOUR + 7 * Millis::MINUTE * day);
    }
    // Every household of one building is met, and most speak of the lift.
    for (index, door) in here.1.clone().into_iter().enumerate() {
        hand.meet(&mut world, &mut phones[0], missions[0], door, index % 5 != 4);
    }
    hand.send(&mut phones[0], true);
    world.until = hand.now;
    let (nora, paul) = (hand.principal("Supervisor"), hand.principal("Partner"));
    hand.review(&world, &nora);
    hand.correct(&world, &mut phones);
    hand.follow(&world, &nora);
    hand.disagree(territory, &world, &mut phones, &nora);
    hand.set_aside(&mut phones[3], missions[2], &world, &nora);
    hand.signal(&mut world, &mut phones[0], missions[0], here.0, (&nora, &paul));
    hand.report(&world, missions[0], &nora);
    hand.prepare(&world, &missions);
    hand.erase(&world, &nora);
    world
}

fn largest(places: &[(BuildingId, Vec<DoorId>)]) -> (BuildingId, Vec<DoorId>) {
    let largest = places.iter().max_by_key(|(_, doors)| doors.len()).unwrap();
    largest.clone()
}

fn chance(drawn: &mut u64, bytes: &mut [u8]) {
    *drawn += 1;
    let hash = blake3::hash(&drawn.to_le_bytes());
    for (byte, random) in bytes.iter_mut().zip(hash.as_bytes()) {
        *byte = *random;
    }
}

impl Hand<'_> {
    fn desk<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut dyn Write, &mut Moment<'_>) -> Result<T, ServiceError> + Send + 'static,
    ) -> T {
        let (now, mut drawn) = (self.now, self.drawn);
        let done = self.store.write_now(move |write| {
            let mut random = |bytes: &mut [u8]| chance(&mut drawn, bytes);
            let done = work(write, &mut Moment { now, random: &mut random })?;
            Ok::<_, ServiceError>((done, drawn))
        });
        let (done, drawn) = done.unwrap();
        self.drawn = drawn;
        self.now = self.now.plus(1_000);
        done
    }

    fn look<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Read) -> Result<T, crate::store::StoreError> + Send + 'static,
    ) -> T {
        self.store.read_now(work).unwrap()
    }

    fn pick(&mut self, of: usize) -> usize {
        let mut bytes = [0; 8];
        chance(&mut self.drawn, &mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) % of as u64).unwrap()
    }

    fn id(&mut self) -> Uuid {
        let mut bytes = [0; 10];
        chance(&mut self.drawn, &mut bytes);
        new_uuid(self.now, bytes)
    }

    /// The doors of each building, from the rows alone.
    fn places(&self, territory: FeedId) -> Vec<(BuildingId, Vec<DoorId>)> {
        let (buildings, stairwells, doors) = self.look(move |read| {
            let rows = |kind| read.rows(territory, kind);
            Ok((rows(Kind::Building)?, rows(Kind::Stairwell)?, rows(Kind::Door)?))
        });
        let of = |fields: &Fields, name: &str| match fields.get(name) {
            Some(Value::Text(id)) => id.parse::<Uuid>().unwrap(),
            other => panic!("{name} is {other:?}"),
        };
        let within: BTreeMap<_, _> =
            stairwells.iter().map(|(id, fields)| (*id, of(fields, "building"))).collect();
        let mut places: BTreeMap<_, Vec<_>> =
            buildings.into_iter().map(|(id, _)| (BuildingId(id), Vec::new())).collect();
        for (id, fields) in doors {
            let building = BuildingId(within[&of(&fields, "stairwell")]);
            places.get_mut(&building).unwrap().push(DoorId(id));
        }
        places.into_iter().collect()
    }

    fn enrol(&mut self, account: AccountId) -> Phone {
        let device = DeviceId(self.id());
        self.desk(move |write, moment| {
            let (code, _) = accounts::enrolment_code(write, account, HOUR, moment)?;
            let token = Token(moment.bytes());
            let request = EnrolRequest {
                protocol: VERSION,
                code: code.to_string(),
                device,
                token,
                label: "téléphone".to_owned(),
                account: None,
            };
            enrol::enrol(write, &request, moment.now)?;
            Ok(Phone { account, device, token, next: BTreeMap::new(), changes: Vec::new() })
        })
    }

    fn say(
        &mut self,
        phone: &mut Phone,
        feed: FeedId,
        (kind, id): (Kind, Uuid),
        base: Option<Base>,
        fields: &[(&str, Value)],
    ) {
        let n = phone.next.entry(feed).or_insert(1);
        phone.changes.push(Change {
            feed,
            n: *n,
            kind: kind.as_str().to_owned(),
            id,
            at: self.now,
            clock: ClockSession(1),
            fields: fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
            base,
        });
        *n += 1;
    }

    fn send(&mut self, phone: &mut Phone, all_accepted: bool) {
        self.now = self.now.plus(Millis::MINUTE);
        let changes = std::mem::take(&mut phone.changes);
        let request = SyncRequest {
            protocol: VERSION,
            app: "test".to_owned(),
            sent_at: self.now,
            clock: ClockSession(1),
            clock_since: self.now.plus(-20 * HOUR),
            waiting: changes.len() as u64,
            attention: 0,
            changes,
            feeds: Vec::new(),
            wants_seal_key: false,
            recovery: None,
            as_told: None,
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let answer = runtime.block_on(sync::sync(self.store, phone.token, request, self.now));
        let answer = answer.unwrap();
        if all_accepted {
            assert_eq!(answer.standing, Standing::Active);
            for result in answer.results {
                let is_accepted = matches!(result.outcome, ChangeOutcome::Accepted { .. });
                assert!(is_accepted, "{:?}", result.outcome);
            }
        }
    }

    fn visit(&mut self, world: &mut World, phone: &mut Phone, mission: FeedId, door: DoorId) {
        self.now = self.now.plus(Millis::MINUTE);
        let outcome = Outcome::ALL[self.pick(Outcome::ALL.len())];
        let mut fields = vec![("outcome", Value::from(outcome.as_str()))];
        if self.pick(2) == 0 {
            fields.push(("note", Value::from(NOTES[self.pick(NOTES.len())])));
        }
        if outcome != Outcome::Met {
            self.put_visit(world, phone, mission, door, fields);
            return;
        }
        fields.push(("language", Value::from(LANGUAGES[self.pick(LANGUAGES.len())])));
        fields.push(("minutes", Value::Int(4)));
        fields.push(("informed", Value::Bool(true)));
        let visit = self.put_visit(world, phone, mission, door, fields);
        for _ in 0..self.pick(3) {
            let theme = THEMES[self.pick(THEMES.len())];
            let words = (self.pick(2) == 0).then(|| WORDS[self.pick(WORDS.len())]);
            self.need(world, phone, (mission, visit), theme, words);
        }
        let services = self.look(|read| read.rows(FeedId::Catalogue, Kind::Service));
        let of = ("visit", Value::Text(visit.to_string()));
        for _ in 0..self.pick(3) {
            let service = services[self.pick(services.len())].0;
            let fields = [of.clone(), ("service", Value::Text(service.to_string()))];
            let id = self.id();
            self.say(phone, mission, (Kind::Advice, id), None, &fields);
        }
        let due = self.now.plus(24 * HOUR * i64::try_from(self.pick(9)).unwrap()).date().unwrap();
        let (id, day) = (self.id(), Value::Text(due.to_string()));
        match self.pick(5) {
            0 => {
                let fields = [of, ("sort", Value::from("revisit")), ("due", day)];
                self.say(phone, mission, (Kind::Appointment, id), None, &fields);
            }
            1 => {
                let service = services[self.pick(services.len())].0;
                let service = ("service", Value::Text(service.to_string()));
                let consent = ("consent", Value::Bool(true));
                let fields = [of, ("sort", Value::from("referral")), service, consent];
                self.say(phone, mission, (Kind::Appointment, id), None, &fields);
            }
            2 => {
                let fields = [of, ("what", Value::from("Apporter la fiche.")), ("due", day)];
                self.say(phone, mission, (Kind::FollowUp, id), None, &fields);
            }
            _ => return,
        }
        world.promises.push((mission, id));
    }

    /// Somebody is met and, maybe, speaks of the lift.
    fn meet(
        &mut self,
        world: &mut World,
        phone: &mut Phone,
        mission: FeedId,
        door: DoorId,
        speaks: bool,
    ) {
        let language = LANGUAGES[self.pick(LANGUAGES.len())];
        let fields = vec![("outcome", Value::from("met")), ("language", Value::from(language))];
        let visit = self.put_visit(world, phone, mission, door, fields);
        if speaks {
            let words = WORDS[self.pick(WORDS.len())];
            self.need(world, phone, (mission, visit), LIFT, Some(words));
        }
    }

    fn put_visit(
        &mut self,
        world: &mut World,
        phone: &mut Phone,
        mission: FeedId,
        door: DoorId,
        mut fields: Vec<(&str, Value)>,
    ) -> VisitId {
        // Two visits that begin at once are the hard case of every order.
        let started = self.now.0 / (10 * Millis::MINUTE) * (10 * Millis::MINUTE);
        fields.push(("door", Value::Text(door.to_string())));
        fields.push(("author", Value::Text(phone.account.to_string())));
        fields.push(("started", Value::Int(started)));
        let id = self.id();
        self.say(phone, mission, (Kind::Visit, id), None, &fields);
        world.visits.push((mission, VisitId(id)));
        VisitId(id)
    }

    fn need(
        &mut self,
        world: &mut World,
        phone: &mut Phone,
        (mission, visit): (FeedId, VisitId),
        theme: &str,
        words: Option<&str>,
    ) {
        let id = self.id();
        let mut fields =
            vec![("visit", Value::Text(visit.to_string())), ("theme", Value::from(theme))];
        fields.extend(words.map(|words| ("words", Value::from(words))));
        self.say(phone, mission, (Kind::Need, id), None, &fields);
        world.needs.push((mission, id));
    }
}
