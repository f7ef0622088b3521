use crate::throwaway::Office;

/// Tables that grow with every year of the office.
const GROWING: [&str; 6] = ["item", "disclosure", "line", "signature", "posting", "copy"];

/// No question of the morning reads a growing table from end to end: what is scanned is scanned by
/// an index of open things.
#[test]
fn the_morning_reads_open_things_only() {
    let office = Office::new();
    let store = office.read();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/records/agenda");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|end| end != "sql") {
            continue;
        }
        let sql = std::fs::read_to_string(&path).unwrap();
        let connection = store.connection();
        let mut plan = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .unwrap();
        // A plan needs no values, but every name must have one.
        let nothing = vec![rusqlite::types::Null; plan.parameter_count()];
        let values = rusqlite::params_from_iter(nothing);
        let steps = plan.query_map(values, |row| row.get::<_, String>("detail"));
        for step in steps.unwrap() {
            let step = step.unwrap();
            let scanned = step.strip_prefix("SCAN ").map(|rest| {
                let (table, how) = rest.split_once(' ').unwrap_or((rest, ""));
                (table.to_owned(), how.to_owned())
            });
            let Some((table, how)) = scanned else {
                continue;
            };
            let open = ["copy_under_way", "signature_wanted", "posting_hanging"];
            let by_open = open.iter().any(|index| how.contains(index));
            // EXISTS stops at the first item.
            let first_only = how.contains("COVERING INDEX disclosure_by_entry");
            assert!(
                !GROWING.contains(&table.as_str()) || by_open || first_only,
                "{}: {step}",
                path.display()
            );
        }
    }
}
