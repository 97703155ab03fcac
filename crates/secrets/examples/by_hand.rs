//! Temporary.
use std::sync::Arc;
use fullmakt_domain::Sensitive;
use fullmakt_secrets::*;
use std::io::BufRead;

#[tokio::main]
async fn main() {
    let store: Arc<dyn SecretStore> = Arc::new(OsKeyring::new("fullmakt-byhand".to_owned()));
    let stdin = std::io::stdin();
    for line in stdin.lock().lines() {
        let line = line.unwrap();
        let t = std::time::Instant::now();
        match line.trim() {
            "keys" => {
                match Keys::load_or_create(Arc::clone(&store)).await {
                    Ok(k) => { let s = k.store_key("acct").await; println!("keys ok {:?} {}", k, s.is_ok()); }
                    Err(e) => println!("keys err {e:?}"),
                }
            }
            "read" => println!("read {:?}", store.read("keys").await.map(|o| o.map(|v| v.expose().len()))),
            "write" => println!("write {:?}", store.write("x", Sensitive::new(b"hello".to_vec())).await),
            "delete" => println!("delete {:?} {:?}", store.delete("keys").await, store.delete("x").await),
            other => { // run a shell command, then go on
                let s = std::process::Command::new("sh").arg("-c").arg(other).status();
                println!("$ {other} -> {s:?}");
            }
        }
        println!("   {} ms", t.elapsed().as_millis());
    }
}
