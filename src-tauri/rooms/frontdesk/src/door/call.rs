//! One call of the door: its name, its way in, the types of its request and its answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::opened::Opened;
use super::{Answered, Door};
use crate::{Acting, Desk, Problem};

/// How a call comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Only looks, at a desk of its own.
    Look,
    /// Changes something in the office.
    Act,
    /// Needs no office.
    Outside,
    /// Only looks, and answers with a file's bytes.
    Bytes,
}

/// A call.
pub struct Call {
    /// Its name: verb-object.
    pub name: &'static str,
    /// How it comes in.
    pub way: Way,
    run: Box<Run>,
    #[cfg(feature = "contract")]
    pub(crate) types: crate::contract::Types,
}

type Run = dyn Fn(&Door, Value) -> Result<Answered, Problem> + Send + Sync;

/// A request of nothing.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Empty {}

/// A request about one item.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Item {
    /// Its id, the first digits of it, or its register number.
    pub disclosure: String,
}

/// A request about one item, with what is asked of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct On<T> {
    /// The item's id, the first digits of it, or its register number.
    pub disclosure: String,
    /// What is asked.
    #[serde(flatten)]
    pub asked: T,
}

/// Something that wants its reason.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(super) struct Reasoned {
    /// The item.
    pub disclosure: String,
    /// Why.
    pub why: String,
    /// Who and when.
    pub acting: Acting,
}

/// Who asks.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct Asker {
    /// Who and when.
    pub acting: Acting,
}

/// What may come in through the door.
#[cfg(feature = "contract")]
pub(super) trait Asked: DeserializeOwned + ts_rs::TS + 'static {}
#[cfg(feature = "contract")]
impl<T: DeserializeOwned + ts_rs::TS + 'static> Asked for T {}

/// What may go out through the door.
#[cfg(feature = "contract")]
pub(super) trait Told: Serialize + ts_rs::TS + 'static {}
#[cfg(feature = "contract")]
impl<T: Serialize + ts_rs::TS + 'static> Told for T {}

/// What may come in through the door.
#[cfg(not(feature = "contract"))]
pub(super) trait Asked: DeserializeOwned + 'static {}
#[cfg(not(feature = "contract"))]
impl<T: DeserializeOwned + 'static> Asked for T {}

/// What may go out through the door.
#[cfg(not(feature = "contract"))]
pub(super) trait Told: Serialize + 'static {}
#[cfg(not(feature = "contract"))]
impl<T: Serialize + 'static> Told for T {}

impl Call {
    pub(super) fn run(&self, door: &Door, request: Value) -> Result<Answered, Problem> {
        (self.run)(door, request)
    }
}

/// A call that only looks.
pub(super) fn look<Q: Asked, A: Told>(
    name: &'static str,
    task: impl Fn(&Desk, Q) -> Result<A, Problem> + Send + Sync + 'static,
) -> Call {
    call::<Q, A>(name, Way::Look, move |door, request| {
        let request = asked(request)?;
        told(door.office()?.look(|desk| task(desk, request))?)
    })
}

/// A call that changes something in the office.
pub(super) fn act<Q: Asked, A: Told>(
    name: &'static str,
    task: impl Fn(&mut Desk, Q) -> Result<A, Problem> + Send + Sync + 'static,
) -> Call {
    call::<Q, A>(name, Way::Act, move |door, request| {
        let request = asked(request)?;
        told(door.office()?.act(|desk| task(desk, request))?)
    })
}

/// A call that changes something in the office and waits for somebody outside in between: it takes the
/// writing desk for a moment at a time.
pub(super) fn carry<Q: Asked, A: Told>(
    name: &'static str,
    task: impl Fn(&Arc<Opened>, Q) -> Result<A, Problem> + Send + Sync + 'static,
) -> Call {
    call::<Q, A>(name, Way::Act, move |door, request| {
        let request = asked(request)?;
        let office = door.office()?;
        told(guarded(|| task(&office, request))?)
    })
}

/// A call that needs no office.
pub(super) fn outside<Q: Asked, A: Told>(
    name: &'static str,
    task: impl Fn(&Door, Q) -> Result<A, Problem> + Send + Sync + 'static,
) -> Call {
    call::<Q, A>(name, Way::Outside, move |door, request| {
        let request = asked(request)?;
        told(guarded(|| task(door, request))?)
    })
}

/// A call that only looks, and answers with a file's bytes.
pub(super) fn bytes<Q: Asked>(
    name: &'static str,
    task: impl Fn(&Desk, Q) -> Result<Vec<u8>, Problem> + Send + Sync + 'static,
) -> Call {
    call::<Q, Empty>(name, Way::Bytes, move |door, request| {
        let request = asked(request)?;
        let bytes = door.office()?.look(|desk| task(desk, request))?;
        Ok(Answered::Bytes(bytes))
    })
}

#[cfg_attr(
    not(feature = "contract"),
    expect(
        clippy::extra_unused_type_parameters,
        reason = "the contract asks for them"
    )
)]
fn call<Q: Asked, A: Told>(
    name: &'static str,
    way: Way,
    run: impl Fn(&Door, Value) -> Result<Answered, Problem> + Send + Sync + 'static,
) -> Call {
    Call {
        name,
        way,
        run: Box::new(run),
        #[cfg(feature = "contract")]
        types: crate::contract::Types::of::<Q, A>(),
    }
}

fn asked<Q: Asked>(request: Value) -> Result<Q, Problem> {
    serde_json::from_value(request).map_err(|error| {
        let text = format!("窗口送来的内容办事台读不懂：{error}");
        Problem::usage("request-unreadable", text, "重新打开本页再试")
    })
}

fn told<A: Told>(answer: A) -> Result<Answered, Problem> {
    let value = serde_json::to_value(answer).map_err(|error| {
        let text = format!("答复写不成文字：{error}");
        Problem::unreadable("answer-unwritable", text, "再试一次")
    })?;
    Ok(Answered::Told(value))
}

/// The same guard that an office's seats have.
fn guarded<A>(work: impl FnOnce() -> Result<A, Problem>) -> Result<A, Problem> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Problem::program_fault()))
}
