//! `bindgen WASM FOLDER`: makes the JavaScript around a wasm file, as the tool of that name does,
//! in the version that the lock file says.

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [wasm, folder] = arguments.as_slice() else {
        eprintln!("bindgen WASM FOLDER");
        std::process::exit(2);
    };
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    let made = bindgen.input_path(wasm).web(true).and_then(|bindgen| bindgen.generate(folder));
    if let Err(error) = made {
        eprintln!("bindgen: {error:#}");
        std::process::exit(1);
    }
}
