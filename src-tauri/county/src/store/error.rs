//! What may go wrong between the platform and its database; no message repeats a value of a row.

/// The database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The embedded database refused.
    #[error("内置数据库出错：{0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The served database refused.
    #[error("PostgreSQL 数据库出错：{}", .0.code().map_or("连接中断", |code| code.code()))]
    Postgres(#[from] tokio_postgres::Error),
    /// No connection was free in time.
    #[error("没有空闲的数据库连接")]
    NoConnection(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The address of the database is not understood.
    #[error("数据库地址不对，应形如 postgres://用户@主机/库名")]
    Address(#[source] tokio_postgres::Error),
    /// Somebody else was quicker with the same row.
    #[error("另一个请求同时写了同一行")]
    Raced,
    /// The file is a database of something else.
    #[error("{0} 不是县平台的数据库")]
    Foreign(std::path::PathBuf),
    /// A newer program has been here.
    #[error("数据库是第 {found} 版，本程序只认得第 {known} 版；请用新版程序打开")]
    Newer {
        /// The form it has.
        found: i64,
        /// The form this program knows.
        known: i64,
    },
    /// A row lacks a column, or holds something of another kind there.
    #[error("数据库的“{0}”一栏与程序不符")]
    Shape(String),
}

impl StoreError {
    /// Whether trying again later may help.
    pub fn passes(&self) -> bool {
        match self {
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DiskFull)
            ),
            Self::Postgres(_) | Self::NoConnection(_) | Self::Raced => true,
            Self::Address(_) | Self::Foreign(_) | Self::Newer { .. } | Self::Shape(_) => false,
        }
    }
}
