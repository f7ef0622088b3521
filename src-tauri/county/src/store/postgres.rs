//! The served store: PostgreSQL by its own protocol, a pool of connections, statements prepared
//! once each. A transaction that is dropped closes its connection, so that nothing of it stays.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::BytesMut;
use deadpool_postgres::{
    Client, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, Timeouts,
};
use tokio_postgres::NoTls;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::{NEWEST, Row, Session, Statement, Store, StoreError, TABLES, Value};

/// How long somebody waits for a connection before he is told to come again.
const PATIENCE: Duration = Duration::from_secs(10);

/// Each step is what is the same in both engines, and what is this one's own.
const STEPS: [[&str; 2]; 1] = [[
    TABLES,
    include_str!("postgres/migrations/0001-2026-11-22-search.sql"),
]];

/// The served store.
pub(super) struct Served {
    pool: Pool,
}

impl Served {
    pub(super) async fn connect(address: &str, connections: usize) -> Result<Self, StoreError> {
        let config: tokio_postgres::Config = address.parse().map_err(StoreError::Address)?;
        let recycling = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let pool = Pool::builder(Manager::from_config(config, NoTls, recycling))
            .max_size(connections)
            .timeouts(Timeouts {
                wait: Some(PATIENCE),
                create: Some(PATIENCE),
                recycle: Some(PATIENCE),
            })
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| StoreError::NoConnection(error.into()))?;
        let store = Self { pool };
        store.migrate().await?;
        Ok(store)
    }

    async fn client(&self) -> Result<Client, StoreError> {
        let free = self.pool.get().await;
        free.map_err(|error| StoreError::NoConnection(error.into()))
    }

    /// All steps that are missing, or none of them; two servers that start at once wait for each
    /// other.
    async fn migrate(&self) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let transaction = client.transaction().await?;
        transaction
            .batch_execute(include_str!("postgres/lock_version.sql"))
            .await?;
        transaction
            .batch_execute(include_str!("postgres/make_version.sql"))
            .await?;
        let reached = transaction
            .query_opt(include_str!("postgres/version.sql"), &[])
            .await?;
        let reached: i64 = reached.map_or(Ok(0), |row| row.try_get("version"))?;
        if reached > NEWEST {
            return Err(StoreError::Newer {
                found: reached,
                known: NEWEST,
            });
        }
        for (number, step) in (1_i64..).zip(STEPS) {
            if number > reached {
                transaction.batch_execute(&step.concat()).await?;
                let note = include_str!("postgres/add_version.sql");
                transaction.execute(note, &[&number]).await?;
            }
        }
        transaction.commit().await?;
        Ok(())
    }
}

#[async_trait]
impl Store for Served {
    async fn read(&self) -> Result<Box<dyn Session>, StoreError> {
        let client = self.client().await?;
        Ok(Box::new(Held {
            client: Some(client),
            open: false,
        }))
    }

    async fn write(&self) -> Result<Box<dyn Session>, StoreError> {
        let mut held = Held {
            client: Some(self.client().await?),
            open: true,
        };
        held.client()?
            .batch_execute(include_str!("postgres/begin.sql"))
            .await?;
        Ok(Box::new(held))
    }
}

/// A connection for as long as it is used.
struct Held {
    client: Option<Client>,
    open: bool,
}

impl Held {
    fn client(&mut self) -> Result<&Client, StoreError> {
        let gone = || StoreError::NoConnection("closed".into());
        self.client.as_ref().ok_or_else(gone)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(client) = self.client.take().filter(|_| self.open) {
            // Out of the pool: closing it is the one way back that cannot be forgotten.
            drop(Object::take(client));
        }
    }
}

#[async_trait]
impl Session for Held {
    async fn rows(&mut self, what: Statement, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let client = self.client()?;
        let statement = client.prepare_cached(what.postgres).await?;
        let columns: Arc<[String]> = statement
            .columns()
            .iter()
            .map(|column| column.name().to_owned())
            .collect();
        let used = used(values, statement.params().len());
        let rows = client.query(&statement, &used).await?;
        rows.iter()
            .map(|row| {
                let cells = (0..columns.len())
                    .map(|place| value(row, place))
                    .collect::<Result<_, _>>()?;
                Ok(Row::new(columns.clone(), cells))
            })
            .collect()
    }

    async fn run(&mut self, what: Statement, values: &[Value]) -> Result<u64, StoreError> {
        if what.postgres.is_empty() {
            return Ok(0);
        }
        let client = self.client()?;
        let statement = client.prepare_cached(what.postgres).await?;
        let used = used(values, statement.params().len());
        Ok(client.execute(&statement, &used).await?)
    }

    async fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        self.client()?
            .batch_execute(include_str!("postgres/commit.sql"))
            .await?;
        self.open = false;
        Ok(())
    }
}

fn used(values: &[Value], count: usize) -> Vec<&(dyn ToSql + Sync)> {
    let values = values.iter().take(count);
    values.map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn value(row: &tokio_postgres::Row, place: usize) -> Result<Value, StoreError> {
    let column = &row.columns()[place];
    Ok(match *column.type_() {
        Type::TEXT | Type::VARCHAR => row.try_get::<_, Option<String>>(place)?.into(),
        Type::INT8 => row.try_get::<_, Option<i64>>(place)?.into(),
        Type::INT4 => row.try_get::<_, Option<i32>>(place)?.map(i64::from).into(),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(place)?.into(),
        _ => return Err(StoreError::Shape(column.name().to_owned())),
    })
}
