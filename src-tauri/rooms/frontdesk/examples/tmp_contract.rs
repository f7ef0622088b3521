fn main() {
    std::fs::write(
        std::env::args().nth(1).unwrap(),
        gongkai_frontdesk::typescript().unwrap(),
    )
    .unwrap();
}
