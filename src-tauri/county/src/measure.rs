//! What the platform counts about itself, in the text form that Prometheus reads. No name, no title,
//! no address is ever a label.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Bounds of the histogram, seconds.
const BOUNDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// Counters of one running platform.
pub(crate) struct Measures {
    registry: Registry,
    requests: Family<Asked, Counter>,
    seconds: Family<Route, Histogram>,
    packages: Family<Outcome, Counter>,
}

impl Measures {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("gongkai_county");
        let requests = Family::default();
        let seconds: Family<Route, Histogram> =
            Family::new_with_constructor(|| Histogram::new(BOUNDS));
        let packages = Family::default();
        registry.register("requests", "Requests by route and status", requests.clone());
        registry.register("seconds", "Time to an answer by route", seconds.clone());
        registry.register(
            "packages",
            "Packages by what became of them",
            packages.clone(),
        );
        Self {
            registry,
            requests,
            seconds,
            packages,
        }
    }

    /// Counts a request that was answered. `route` is the pattern, never the path.
    pub(crate) fn answered(&self, route: &str, status: u16, took: Duration) {
        let route = route.to_owned();
        let asked = Asked {
            route: route.clone(),
            status,
        };
        self.requests.get_or_create(&asked).inc();
        self.seconds
            .get_or_create(&Route { route })
            .observe(took.as_secs_f64());
    }

    /// Counts what became of a package: `taken`, `again`, or the code of a refusal.
    pub(crate) fn package(&self, outcome: &'static str) {
        self.packages.get_or_create(&Outcome { outcome }).inc();
    }

    /// Everything counted so far.
    pub(crate) fn text(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}
