//! A full disk: what cannot be written down is not sent, and all goes on when there is room again.

use std::process::{Command, Stdio};

use store::Progress;

use crate::house::{CONNECTIONS, House, Process};
use crate::killed::mailbox;

const READERS: i64 = 300;

/// The process may write no file beyond a size, as if the disk ended there.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_left_out_when_the_disk_is_full_for_a_while() {
    let house = House::with(READERS).await;
    let (mailbox, port) = mailbox().await;
    let mailing = house.publish().await;
    let wal = house.desk.data().join("barograph.sqlite-wal");
    let room = std::fs::metadata(&wal).map_or(0, |wal| wal.len()) + 400_000;
    let program = house.mailing(&["serve", "--role", "mail"], port);
    let mut command = Command::new("sh");
    // Ignored, the signal leaves the program an error to deal with, as a full disk does.
    command.args(["-c", "trap '' XFSZ; exec \"$@\"", "sh", "prlimit", &format!("--fsize={room}:unlimited")]);
    command.arg(program.get_program()).args(program.get_args()).current_dir(program.get_current_dir().unwrap());
    command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?)))).stdout(Stdio::null());
    let process = Process::start(command);

    let stuck = house.until(mailing, |progress| mailbox.taken() > progress.counts.accepted + 1).await;
    let (taken, written) = (mailbox.taken(), stuck.counts.accepted);
    assert!(written < READERS as u64, "the disk was never full");
    assert!(taken <= written + CONNECTIONS as u64 + 1, "{taken} were sent and {written} written down");
    let free = Command::new("prlimit").args(["--fsize=unlimited", "--pid", &process.id().to_string()]).status();
    assert!(free.unwrap().success());

    let progress = house.until(mailing, Progress::is_done).await;
    drop(process);
    assert_eq!((progress.counts.accepted, mailbox.taken()), (READERS as u64, READERS as u64));
}
