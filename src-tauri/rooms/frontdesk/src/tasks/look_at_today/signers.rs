//! Whom a step waits for: who holds its duty, or who stands in for them today; the same people that
//! the queue names.

use gongkai_registry::records::{StaffMember, StandIn};
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::ids::StaffId;

use crate::{Desk, Problem};

/// The people of the office, as a step looks for its signer.
pub(super) struct People {
    staff: Vec<StaffMember>,
    stand_ins: Vec<StandIn>,
    /// Who sits here.
    me: Option<StaffId>,
}

/// Somebody whose signature a step waits for.
pub(super) struct Signer {
    /// `林见清`, or `陆望舒（代林见清）`.
    pub(super) name: String,
    /// Whoever sits here can give it.
    pub(super) mine: bool,
}

impl People {
    pub(super) fn new(desk: &Desk, who: Option<&str>) -> Result<Self, Problem> {
        let today = desk.host.now().today;
        let mut staff = desk.records().staff()?;
        staff.retain(|member| member.is_here_on(today));
        let mut stand_ins = desk.records().stand_ins()?;
        stand_ins.retain(|arranged| arranged.holds_on(today));
        let named = |member: &&StaffMember| who.is_some_and(|who| member.person.name == who.trim());
        Ok(Self {
            me: staff.iter().find(named).map(|member| member.person.id),
            staff,
            stand_ins,
        })
    }

    /// Somebody of the staff list sits here.
    pub(super) const fn somebody_sits_here(&self) -> bool {
        self.me.is_some()
    }

    /// Who can sign a step: the drafter neither reviews nor approves, for nobody.
    pub(super) fn signers(&self, step: Step, drafter: Option<StaffId>) -> Vec<Signer> {
        let barred = |id: StaffId| match step {
            Step::Review | Step::Approve => Some(id) == drafter,
            Step::Draft | Step::Proofread | Step::Agree => false,
        };
        let holds = |member: &&StaffMember| {
            member.person.duties.contains(&step.duty()) && !barred(member.person.id)
        };
        let signer = |member: &StaffMember| {
            let own = &member.person;
            let instead = self
                .stand_in_for(own.id)
                .filter(|who| !barred(who.person.id));
            let mine = |id: StaffId| self.me == Some(id);
            match instead {
                Some(who) => Signer {
                    name: format!("{}（代{}）", who.person.name, own.name),
                    mine: mine(own.id) || mine(who.person.id),
                },
                None => Signer {
                    name: own.name.clone(),
                    mine: mine(own.id),
                },
            }
        };
        self.staff.iter().filter(holds).map(signer).collect()
    }

    fn stand_in_for(&self, absent: StaffId) -> Option<&StaffMember> {
        let arranged = self
            .stand_ins
            .iter()
            .find(|arranged| arranged.for_whom == absent)?;
        self.staff
            .iter()
            .find(|member| member.person.id == arranged.who)
    }
}
