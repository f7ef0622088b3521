//! Puts rows into the platform's tables as they would be after many years, without the packages
//! themselves.

use gongkai_letters::{PrivateKey, Signer as _, Standing};
use sha2::{Digest as _, Sha256};
use tokio_postgres::Client;

pub(crate) const TOWNSHIPS: u64 = 2_000;
/// Rows of one statement.
const PIECE: u64 = 10_000;

const WHAT: [&str; 40] = [
    "低保金",
    "救灾物资",
    "危房改造",
    "水利建设",
    "道路硬化",
    "森林防火",
    "耕地补贴",
    "临时救助",
    "五保供养",
    "高标准农田",
    "村级财务",
    "集体资产",
    "土地承包",
    "宅基地审批",
    "计生奖励",
    "医疗保险",
    "养老保险",
    "教育资助",
    "饮水工程",
    "电网改造",
    "扶持资金",
    "退耕还林",
    "农机补贴",
    "产业项目",
    "人居环境",
    "厕所改造",
    "防汛抗旱",
    "安全生产",
    "食品监管",
    "行政处罚",
    "行政许可",
    "招标结果",
    "采购合同",
    "预算情况",
    "决算情况",
    "三公经费",
    "人事任免",
    "征地补偿",
    "拆迁安置",
    "残疾补贴",
];
const HOW: [&str; 3] = ["公示", "通告", "情况说明"];

/// The `number`-th township's code.
pub(crate) fn code(number: u64) -> String {
    format!("{}", 430_100_000 + number)
}

/// Registers everybody, all with one key.
pub(crate) async fn townships(rows: &Client, key: &PrivateKey, bearer: &str) {
    let kept = hex::encode(Sha256::digest(bearer.as_bytes()));
    let (id, public) = (key.public().id().to_string(), key.public().to_string());
    let add = "INSERT INTO township (code, name, key_hash, added) \
               SELECT (430100000 + n)::text, '第' || n || '乡人民政府', $1, '2026-01-01T00:00:00Z' \
               FROM generate_series(0, $2::bigint - 1) AS n";
    let most = i64::try_from(TOWNSHIPS).unwrap();
    rows.execute(add, &[&kept, &most]).await.unwrap();
    let sign = "INSERT INTO signing_key (township, key_id, public_key, since) \
                SELECT code, $1, $2, added FROM township";
    rows.execute(sign, &[&id, &public]).await.unwrap();
}

/// Where a township's chain stands.
pub(crate) async fn standing(rows: &Client, code: &str) -> Standing {
    let find = "SELECT up_count, up_head FROM township WHERE code = $1";
    let row = rows.query_one(find, &[&code]).await.unwrap();
    let head: Option<String> = row.get(1);
    Standing {
        count: u64::try_from(row.get::<_, i64>(0)).unwrap(),
        head: head.map(|head| head.parse().unwrap()),
    }
}

/// Adds packages, items, words and receipts from number `from` up to number `to`.
pub(crate) async fn packages(rows: &Client, from: u64, to: u64) {
    // An index over everything is made faster at once than row by row.
    rows.batch_execute("DROP INDEX item_by_terms")
        .await
        .unwrap();
    let mut first = from;
    while first < to {
        let last = to.min(first + PIECE);
        piece(rows, first, last).await;
        first = last;
    }
    let settled = "SET maintenance_work_mem = '1GB'; \
        CREATE INDEX item_by_terms ON item_found USING gin (terms) WITH (fastupdate = off); \
        UPDATE township SET up_head = coalesce(up_head, repeat('a', 64)), \
            up_count = (SELECT coalesce(max(number), 0) FROM package WHERE township = code), \
            down_head = coalesce(down_head, repeat('b', 64)), \
            down_count = (SELECT coalesce(max(number), 0) FROM letter WHERE township = code)";
    rows.batch_execute(settled).await.unwrap();
    rows.batch_execute("VACUUM ANALYZE").await.unwrap();
}

async fn piece(rows: &Client, first: u64, last: u64) {
    let numbers: Vec<i64> = (first..last).map(|n| i64::try_from(n).unwrap()).collect();
    let titles: Vec<String> = (first..last).map(title).collect();
    let terms = |n: u64, title: &str| format!("{} 乡{}", cut(title), code(n % TOWNSHIPS));
    let terms = (first..last).zip(&titles).map(|(n, title)| terms(n, title));
    let terms: Vec<String> = terms.collect();
    let add = "WITH given AS (SELECT * FROM unnest($1::bigint[], $2::text[]) AS g (n, title)), \
        made AS (SELECT 'p' || n AS id, (430100000 + n % 2000)::text AS township, \
            coalesce(t.up_count, 0) + n / 2000 + 1000000 AS number, title, n, \
            to_char(date '2016-01-01' + (n % 3650)::int, 'YYYY-MM-DD') AS day \
            FROM given JOIN township t ON t.code = (430100000 + n % 2000)::text), \
        packages AS (INSERT INTO package (id, township, number, kind, manifest_hash, bytes, \
            taken_at, title, item) SELECT id, township, number, 'disclosure', \
            md5(id) || md5(title), 65536, day || 'T08:00:00Z', title, id FROM made), \
        letters AS (INSERT INTO letter (township, platform, number, id, kind, manifest_hash, written_at, \
            title, bytes) SELECT township, (SELECT id FROM platform), number, 'l' || n, 'receipt', md5(id) || md5(title), \
            day || 'T08:00:00Z', '已收', decode(repeat(md5(id), 40), 'hex') FROM made) \
        INSERT INTO item (id, township, package, part, state, title, index_no, publisher, formed_on, \
            released_on, entry, entry_name, mode, scope, validity, summary, body, has_copy, shown_at) \
            SELECT id, township, id, 'disclosed', 'current', title, township || '/' || n, \
            township || '人民政府', day, day, '2.' || n % 40, '目录' || n % 40, '主动公开', \
            '面向全社会', '有效', title, title, 1, day || 'T08:00:00Z' FROM made";
    rows.execute(add, &[&numbers, &titles]).await.unwrap();
    let find = "INSERT INTO item_found (item, place, month, terms) \
        SELECT 'p' || n, (735964 + n % 3650) * 4294967296 + nextval('item_turn'), month, \
            array_to_tsvector(string_to_array(terms || ' ' || month || ' 年' || substr(month, 2, 4), ' ')) \
        FROM (SELECT n, terms, '月' || to_char(date '2016-01-01' + (n % 3650)::int, 'YYYYMM') AS month \
            FROM unnest($1::bigint[], $2::text[]) AS g (n, terms)) AS h";
    rows.execute(find, &[&numbers, &terms]).await.unwrap();
}

/// What the `number`-th item is called.
fn title(number: u64) -> String {
    let (what, how) = (WHAT[(number / 7 % 40) as usize], HOW[(number % 3) as usize]);
    let (town, year, season) = (number % TOWNSHIPS, 2016 + number % 10, number / 3 % 4 + 1);
    format!("第{town}乡上坪村{year}年第{season}季度{what}发放使用{how}（第{number}件）")
}

/// Characters, pairs and numbers of a text, each once: what the platform finds an item by.
fn cut(text: &str) -> String {
    let mut found = std::collections::BTreeSet::new();
    let mut run: Vec<char> = Vec::new();
    for character in text.chars().chain(['，']) {
        let same = run
            .first()
            .is_none_or(|first| first.is_ascii() == character.is_ascii());
        if !character.is_alphanumeric() || !same {
            if run.first().is_some_and(char::is_ascii) {
                found.insert(run.iter().collect::<String>());
            } else {
                found.extend(run.iter().map(char::to_string));
                found.extend(run.windows(2).map(|pair| pair.iter().collect()));
            }
            run.clear();
        }
        if character.is_alphanumeric() {
            run.push(character);
        }
    }
    found.into_iter().collect::<Vec<String>>().join(" ")
}
