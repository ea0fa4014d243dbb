//! What is decided at the desk, after the phones have sent.

use std::collections::BTreeSet;

use shared::change::Base;
use shared::id::{AnswerId, BuildingId, FeedId, SignalId, VisitId};
use shared::record::{AnswerResult, Code, Kind, Line, Prose};
use shared::time::Millis;
use shared::value::Value;

use super::{HEADINGS, HOUR, Hand, LIFT, Phone, World, largest};
use crate::auth::Principal;
use crate::service::erasure::{self, Order, Subject};
use crate::service::signals::{self, NewSignal, Raised};
use crate::service::{accounts, conflicts, follow, prepare, quarantine, reports, reviews};
use crate::store::{Cause, NeedPlace, Session};

impl Hand<'_> {
    /// Somebody of the desk of the demonstration.
    pub(super) fn principal(&mut self, role: &'static str) -> Principal {
        self.desk(move |write, moment| {
            let people = accounts::all(&*write)?;
            let held = people.into_iter().find(|(_, person)| format!("{:?}", person.role) == role);
            let session = Session {
                secret: moment.bytes(),
                account: held.unwrap().0,
                made: moment.now,
                seen: moment.now,
                browser: "a browser".to_owned(),
                full: true,
            };
            Ok(Principal::of(&*write, session)?.unwrap())
        })
    }

    /// Most visits are approved, some go back, some wait.
    pub(super) fn review(&mut self, world: &World, nora: &Principal) {
        let all = world.visits.iter().enumerate();
        let seen = |(_, (feed, visit)): (usize, &(FeedId, VisitId))| reviews::Seen {
            feed: *feed,
            visit: *visit,
            newest: 1_000_000,
        };
        let good: Vec<_> = all.clone().filter(|(at, _)| at % 7 > 1).map(seen).collect();
        let asked: Vec<_> = all.filter(|(at, _)| at % 7 == 1).map(seen).collect();
        for part in good.chunks(50) {
            let (part, nora) = (part.to_vec(), nora.clone());
            self.desk(move |write, moment| {
                reviews::decide(write, &nora, &part, &reviews::Decision::Approve, moment)
            });
        }
        let question = reviews::Decision::Return(Prose::parse("À quel étage ?").unwrap());
        let nora = nora.clone();
        self.desk(move |write, moment| reviews::decide(write, &nora, &asked, &question, moment));
    }

    /// Some of what was sent is put right, some taken back.
    pub(super) fn correct(&mut self, world: &World, phones: &mut [Phone]) {
        let epoch = self.look(|read| read.epoch());
        for (at, (feed, visit)) in world.visits.iter().copied().enumerate().step_by(11) {
            let row = self.look(move |read| read.row(feed, Kind::Visit, visit.0));
            let base = Some(Base { epoch, seq: row.seq() });
            let author = &row.fields()["author"];
            let phone = phones
                .iter_mut()
                .find(|phone| *author == Value::Text(phone.account.to_string()))
                .unwrap();
            let change = match at % 3 {
                0 => ("withdrawn", Value::Bool(true)),
                1 => ("note", Value::from("Corrigé : le chauffage va mieux.")),
                _ => ("outcome", Value::from("come_back")),
            };
            self.say(phone, feed, (Kind::Visit, visit.0), base, &[change]);
        }
        for phone in phones {
            self.send(phone, true);
        }
    }

    pub(super) fn follow(&mut self, world: &World, nora: &Principal) {
        for (at, (feed, id)) in world.promises.iter().copied().enumerate() {
            let decision = match at % 4 {
                0 => follow::Decision::Done(true),
                1 => follow::Decision::Assign(Some(self.look(move |read| read.members(feed))[0])),
                _ => continue,
            };
            let nora = nora.clone();
            self.desk(move |write, moment| {
                follow::decide(write, &nora, feed, id, decision, moment)
            });
        }
    }

    /// Two people write what is on a door, unseen by each other; one of the conflicts is decided.
    pub(super) fn disagree(
        &mut self,
        territory: FeedId,
        world: &World,
        phones: &mut [Phone],
        nora: &Principal,
    ) {
        let epoch = self.look(|read| read.epoch());
        for door in [world.doors[3], world.doors[70], world.doors[40]] {
            let seq = self.look(move |read| read.row(territory, Kind::Door, door.0)).seq();
            for (phone, label) in phones.iter_mut().zip(["12 bis", "21"]) {
                let base = Some(Base { epoch, seq });
                let fields = [("label", Value::from(label)), ("do_not_contact", true.into())];
                self.say(phone, territory, (Kind::Door, door.0), base, &fields);
                self.send(phone, true);
            }
        }
        let open = self.look(move |read| conflicts::open(read, territory));
        let (seq, field) = (open[0].line.seq, open[0].line.field.clone());
        let account = nora.account;
        self.desk(move |write, moment| {
            conflicts::keep(write, territory, seq, &field, account, moment)
        });
    }

    /// A phone that was revoked goes on sending; the first of its visits is set aside for good.
    pub(super) fn set_aside(
        &mut self,
        phone: &mut Phone,
        mission: FeedId,
        world: &World,
        nora: &Principal,
    ) {
        let device = phone.device;
        self.desk(move |write, moment| accounts::revoke(write, device, moment));
        let mut ids = Vec::new();
        for door in &world.doors[..3] {
            let (id, account) = (self.id(), phone.account.to_string());
            let fields = [
                ("door", Value::Text(door.to_string())),
                ("author", Value::Text(account)),
                ("outcome", Value::from("absent")),
                ("started", Value::Int(self.now.0)),
            ];
            self.say(phone, mission, (Kind::Visit, id), None, &fields);
            ids.push(id);
        }
        self.send(phone, false);
        let (account, id) = (nora.account, ids[0]);
        let why = Line::parse("perdu").unwrap();
        self.desk(move |write, moment| {
            quarantine::set_aside(write, mission, id, account, &why, moment.now)
        });
        let id = ids[1];
        self.desk(move |write, moment| {
            quarantine::release(write, mission, id, moment.now).map(drop)
        });
    }

    /// What many said is raised three times: one stays open, one is promised, one is settled.
    pub(super) fn signal(
        &mut self,
        world: &mut World,
        phone: &mut Phone,
        mission: FeedId,
        building: BuildingId,
        (nora, paul): (&Principal, &Principal),
    ) {
        let place = NeedPlace { building: Some(building), stairwell: None };
        let mut raised = Vec::<SignalId>::new();
        for place in [place, NeedPlace::default(), place] {
            let nora = nora.clone();
            let new = NewSignal {
                theme: Code::parse(LIFT).unwrap(),
                place,
                title: Line::parse("L’ascenseur est en panne").unwrap(),
                text: None,
                needs: BTreeSet::new(),
                words: Some(Prose::parse("En panne.").unwrap()),
            };
            self.now = self.now.plus(25 * HOUR);
            raised.push(self.desk(move |write, moment| {
                match signals::raise(write, &nora, mission, &new, HEADINGS, moment)? {
                    Raised::Done(id) => Ok(id),
                    other => panic!("{other:?}"),
                }
            }));
        }
        for (id, days) in [(raised[1], 30), (raised[2], 60)] {
            let paul = paul.clone();
            self.desk(move |write, moment| {
                let due = moment.now.plus(days * Millis::DAY).date().unwrap();
                let action = Prose::parse("La pièce est commandée.").unwrap();
                let buildings = BTreeSet::from([building]);
                signals::acknowledge(write, &paul, mission, id, moment)?;
                signals::answer(write, &paul, (mission, id), (&action, due), &buildings, moment)
            });
        }
        let (id, nora) = (raised[2], nora.clone());
        self.desk(move |write, moment| {
            let words = Prose::parse("Réparé le 3.").unwrap();
            let result = (AnswerResult::Done, &words);
            signals::settle(write, &nora, (mission, id), result, moment)
        });
        let territory = FeedId::Territory(world.territory);
        let answers = self.look(move |read| read.rows(territory, Kind::Answer));
        world.answers = answers.iter().map(|(id, _)| AnswerId(*id)).collect();
        for (at, door) in largest(&self.places(territory)).1.into_iter().take(5).enumerate() {
            let (id, answer) = (self.id(), world.answers[at % world.answers.len()]);
            let fields = [
                ("answer", Value::Text(answer.to_string())),
                ("door", Value::Text(door.to_string())),
                ("author", Value::Text(phone.account.to_string())),
            ];
            self.say(phone, mission, (Kind::Telling, id), None, &fields);
        }
        self.send(phone, true);
    }

    pub(super) fn report(&mut self, world: &World, mission: FeedId, nora: &Principal) {
        for (feed, need) in world.needs.iter().rev().step_by(3).copied().take(9) {
            let nora = nora.clone();
            self.desk(move |write, moment| {
                Ok(reports::choose(write, &nora, feed, need, true, moment)?)
            });
        }
        let nora = nora.clone();
        self.desk(move |write, moment| {
            Ok(reports::publish(write, &nora, mission, HEADINGS, moment)?)
        });
    }

    pub(super) fn prepare(&mut self, world: &World, missions: &[FeedId]) {
        let Some(FeedId::Mission(mission)) = missions.last().copied() else { return };
        let account = world.people[0];
        self.desk(move |write, moment| {
            Ok(write.set_calendar(account, Some(&[8; 32]), moment.now)?)
        });
        self.desk(move |write, moment| {
            Ok(write.set_calendar(account, Some(&[9; 32]), moment.now)?)
        });
        let (chosen, left) = (world.buildings[..4].to_vec(), vec![world.buildings[5]]);
        self.desk(move |write, _| prepare::choose_buildings(write, mission, &chosen, &left));
    }

    pub(super) fn erase(&mut self, world: &World, nora: &Principal) {
        let (subject, account) = (Subject::Door(world.doors[70]), nora.account);
        self.desk(move |write, moment| {
            let order = Order::new(Cause::Door, Some(account), moment);
            erasure::erase(write, &subject, &order, moment).map(drop)
        });
    }
}
