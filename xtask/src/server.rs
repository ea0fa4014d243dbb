//! The server that a demo starts: a port for it, its health, and its end.
//!
//! Whatever ends xtask ends the server too: an error, Ctrl-C, or a signal that leaves no time for
//! a last word.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;
use crate::workspace::succeeded;

const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) fn local(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

/// Asked before the build, so that nobody waits minutes to hear it.
pub(crate) fn refuse_a_taken_port(port: u16) -> Result<()> {
    match TcpListener::bind(local(port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(format!(
            "port {port} is taken, perhaps by a demo that still runs. Stop that one with Ctrl-C, \
             or choose another port: cargo xtask demo --port {}",
            port.checked_add(1).unwrap_or(8080)
        )
        .into()),
        Err(error) => Err(format!(
            "cannot listen on port {port} ({error}). Choose another one: cargo xtask demo --port \
             8080"
        )
        .into()),
    }
}

/// The running server, which ends when this is dropped, and when xtask is killed.
pub(crate) struct Server {
    child: Child,
    /// A shell that ends the server once the pipe to it closes: the one way to outlive a signal
    /// that ends xtask without a word.
    watch: Child,
}

impl Server {
    pub(crate) fn guard(mut child: Child) -> Result<Self> {
        let watch = Command::new("sh")
            .args(["-c", "read -r _; kill \"$1\"", "sh"])
            .arg(child.id().to_string())
            .stdin(Stdio::piped())
            .spawn();
        match watch {
            Ok(watch) => Ok(Self { child, watch }),
            Err(error) => {
                child.kill()?;
                Err(error.into())
            }
        }
    }

    pub(crate) fn wait_until_healthy(&mut self, address: SocketAddr) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the server stopped at once ({status}); see above").into());
            }
            if is_healthy(address).unwrap_or(false) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        let seconds = PATIENCE.as_secs();
        Err(format!("http://{address}/health gave no good answer for {seconds} s").into())
    }

    pub(crate) fn wait(mut self) -> Result<ExitCode> {
        succeeded("the server", self.child.wait()?)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The watch goes first: it must not signal a number that may be someone else's by then.
        // An error means that the process is gone already, which is what is wanted.
        for process in [&mut self.watch, &mut self.child] {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn is_healthy(address: SocketAddr) -> io::Result<bool> {
    let second = Duration::from_secs(1);
    let mut stream = TcpStream::connect_timeout(&address, second)?;
    stream.set_read_timeout(Some(second))?;
    let question = format!("GET /health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes())?;
    let mut status_line = String::new();
    BufReader::new(stream.take(128)).read_line(&mut status_line)?;
    Ok(status_line.starts_with("HTTP/1.1 200"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_refused_with_the_way_out() {
        let taken = TcpListener::bind(local(0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let refusal = refuse_a_taken_port(port).unwrap_err().to_string();
        assert!(refusal.contains("--port"), "{refusal}");
    }

    #[test]
    fn health_is_a_200_and_nothing_else() {
        for (answer, healthy) in [("200 OK", true), ("503 Service Unavailable", false)] {
            let listener = TcpListener::bind(local(0)).unwrap();
            let address = listener.local_addr().unwrap();
            let server = thread::spawn(move || {
                let (mut stream, _) = listener.accept().unwrap();
                let asked = stream.read(&mut [0; 256]).unwrap();
                assert!(asked > 0);
                write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n").unwrap();
            });
            assert_eq!(is_healthy(address).unwrap(), healthy);
            server.join().unwrap();
        }
    }
}
