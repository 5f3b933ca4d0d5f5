"""What can go wrong with a database, said so that a person knows what to do. The wording is in this one table."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

# key: (Chinese, English); the names in braces are filled in by whoever raises
MESSAGES: dict[str, tuple[str, str]] = {
    "not_a_url": (
        "“{given}”不是数据库地址。SQLite 文件请写成 {suggestion}；PostgreSQL 请写成 postgresql+psycopg://用户:密码@主机/库名。",
        "{given!r} is no database URL. For an SQLite file write {suggestion}; "
        "for PostgreSQL postgresql+psycopg://user:password@host/name.",
    ),
    "home_in_url": (
        "数据库地址中不能用“~”：{given}。请写完整路径：{suggestion}",
        "A database URL knows no '~': {given}. Write the whole path: {suggestion}",
    ),
    "dialect": (
        "不支持的数据库类型“{dialect}”。请使用 sqlite:///文件路径 或 postgresql+psycopg://…",
        "Database {dialect!r} is not supported. Use sqlite:///path or postgresql+psycopg://…",
    ),
    "driver": (
        "缺少 PostgreSQL 驱动。请安装：pip install 'govinspect[postgres]'",
        "The PostgreSQL driver is missing. Install it: pip install 'govinspect[postgres]'",
    ),
    "no_file": (
        "SQLite 数据库必须是一个普通文件（多个进程要同时打开它）。请写成 sqlite:////完整路径/govinspect.sqlite",
        "The SQLite database has to be a plain file (several processes open it). "
        "Write sqlite:////full/path/govinspect.sqlite",
    ),
    "missing": (
        "数据库不存在：{path}。请先运行一次 govinspect scan 或 run，或检查 --db 是否写错。",
        "There is no database at {path}. Run govinspect scan or run first, or check --db.",
    ),
    "is_folder": (
        "{path} 是文件夹，不是数据库文件。请在 --db 中写文件名。",
        "{path} is a folder, not a database file. Name a file in --db.",
    ),
    "folder": (
        "无法写入文件夹 {path}：{reason}。请改正权限，或用 --data、--db 换一个位置。",
        "Cannot write to the folder {path}: {reason}. Mend its permissions, or choose another with --data or --db.",
    ),
    "read_only": (
        "数据库只读：{path}。请改正文件权限，或换一个位置。",
        "The database is read-only: {path}. Mend its permissions, or choose another place.",
    ),
    "not_sqlite": (
        "{path} 不是 SQLite 数据库，或已损坏。请核对文件名，或从备份恢复；本程序没有改动它。",
        "{path} is no SQLite database, or is damaged. Check the name or restore a backup; it was left untouched.",
    ),
    "foreign": (
        "{path} 中已有其他程序的数据表（{tables}）。请为本程序另建一个数据库；原库没有改动。",
        "{path} holds tables of another program ({tables}). Give this program a database of its own; "
        "that one was left untouched.",
    ),
    "newer": (
        "数据库 {path} 由更新版本的 govinspect 建立（结构版本 {revision}）。请升级程序；数据库没有改动。",
        "The database {path} was made by a newer govinspect (schema {revision}). Upgrade the program; "
        "the database was left untouched.",
    ),
    "no_wal": (
        "{path} 所在的磁盘不支持 SQLite 的 WAL 模式（常见于网络盘）。请放到本机磁盘，或改用 PostgreSQL。",
        "The disk of {path} cannot do SQLite's WAL mode (network drives cannot). Use a local disk, or PostgreSQL.",
    ),
    "server": (
        "连接不上数据库 {path}：{reason}。请检查服务是否启动，以及主机、端口、用户、密码和库名。",
        "Cannot connect to {path}: {reason}. Check that the server runs, and host, port, user, password and name.",
    ),
    "encoding": (
        "数据库 {path} 的编码是 {encoding}，存不下中文网页。请用 CREATE DATABASE … ENCODING 'UTF8' 重建。",
        "The database {path} is encoded in {encoding}. Make it anew with CREATE DATABASE … ENCODING 'UTF8'.",
    ),
    "privilege": (
        "数据库用户权限不足（{path}）：{reason}。请授予建表和读写权限。",
        "The database user may not do this ({path}): {reason}. Grant it the right to create, read and write tables.",
    ),
    "disk_full": (
        "磁盘已满，数据库 {path} 写不进去；已完成的部分保留。请腾出空间后用 --resume 继续。",
        "The disk is full, {path} cannot be written; what was committed is kept. Free some space, then use --resume.",
    ),
    "locked": (
        "数据库 {path} 被其他进程占用超过 {seconds} 秒。请等它写完，或找出并结束占用它的程序。",
        "Another process has held the database {path} for over {seconds} s. Wait for it, or find and end it.",
    ),
    "io": (
        "读写数据库 {path} 出错：{reason}。请检查磁盘。",
        "Reading or writing {path} failed: {reason}. Check the disk.",
    ),
}


class DatabaseError(Exception):
    """The database cannot be used. `str()` is the Chinese sentence, `text("en")` the English one.

    `key` names the case (a key of `MESSAGES`), `facts` what fills its sentence.
    """

    def __init__(self, key: str, **facts: object) -> None:
        self.key = key
        self.facts = facts
        super().__init__(self.text())

    def text(self, language: Language = "zh") -> str:
        """The sentence in `language`."""
        chinese, english = MESSAGES[self.key]
        return (chinese if language == "zh" else english).format(**self.facts)
