//! What the login pages say, in bokmål, nynorsk and English.

/// Language of a page, and of the `locale` claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::identity) enum Locale {
    /// Bokmål, the default.
    #[default]
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
}

impl Locale {
    /// All languages with pages here. ID-porten also has Sámi (`se`), which falls back to bokmål.
    pub(super) const ALL: [Self; 3] = [Self::Nb, Self::Nn, Self::En];

    /// BCP 47 tag.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }

    /// Reads a tag.
    pub(super) fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// The language's name in itself.
    pub(super) fn own_name(self) -> &'static str {
        match self {
            Self::Nb => "Bokmål",
            Self::Nn => "Nynorsk",
            Self::En => "English",
        }
    }

    /// The words of this language.
    pub(super) fn words(self) -> &'static Words {
        match self {
            Self::Nb => &NB,
            Self::Nn => &NN,
            Self::En => &EN,
        }
    }
}

/// One language's texts. `{client}` stands for the client's name.
pub(super) struct Words {
    pub(super) test_notice: &'static str,
    pub(super) choose_language: &'static str,
    pub(super) login_title: &'static str,
    pub(super) login_lead: &'static str,
    pub(super) step_up: &'static str,
    pub(super) level: &'static str,
    pub(super) substantial: &'static str,
    pub(super) high: &'static str,
    pub(super) persons: &'static str,
    pub(super) other_person: &'static str,
    pub(super) other_person_help: &'static str,
    pub(super) identity_number: &'static str,
    pub(super) bad_identity_number: &'static str,
    pub(super) log_in: &'static str,
    pub(super) cancel: &'static str,
    pub(super) cancelled_title: &'static str,
    pub(super) cancelled: &'static str,
    pub(super) consent_title: &'static str,
    pub(super) consent_lead: &'static str,
    pub(super) allow: &'static str,
    pub(super) refuse_all: &'static str,
    pub(super) error_title: &'static str,
    pub(super) error_lead: &'static str,
    pub(super) expired: &'static str,
    pub(super) logged_out_title: &'static str,
    pub(super) logged_out: &'static str,
    pub(super) go_on: &'static str,
}

static NB: Words = Words {
    test_notice: "Sandkasse: ikke en ekte innlogging. Alle personer er oppdiktet.",
    choose_language: "Velg språk",
    login_title: "Velg en testperson",
    login_lead: "Du logger inn i {client}.",
    step_up: "Tjenesten krever et høyere sikkerhetsnivå enn du har nå.",
    level: "Sikkerhetsnivå",
    substantial: "Betydelig",
    high: "Høyt",
    persons: "Testpersoner",
    other_person: "En annen syntetisk person",
    other_person_help: "Elleve sifre, med måneden pluss 80.",
    identity_number: "Fødselsnummer",
    bad_identity_number: "Dette er ikke et gyldig syntetisk fødselsnummer.",
    log_in: "Logg inn",
    cancel: "Avbryt",
    cancelled_title: "Innloggingen er avbrutt",
    cancelled: "Du kan lukke dette vinduet.",
    consent_title: "Gi tilgang",
    consent_lead: "{client} ber om å få gjøre dette på vegne av deg. Ta bort det du ikke vil gi.",
    allow: "Gi tilgang",
    refuse_all: "Avslå alt",
    error_title: "Innloggingen kan ikke fullføres",
    error_lead: "Tjenesten som sendte deg hit, har sendt en ugyldig forespørsel.",
    expired: "Innloggingen har tatt for lang tid. Start på nytt fra tjenesten.",
    logged_out_title: "Du er logget ut",
    logged_out: "Du er logget ut av alle tjenester i ID-porten.",
    go_on: "Fortsett",
};

static NN: Words = Words {
    test_notice: "Sandkasse: ikkje ei ekte innlogging. Alle personar er oppdikta.",
    choose_language: "Vel språk",
    login_title: "Vel ein testperson",
    login_lead: "Du loggar inn i {client}.",
    step_up: "Tenesta krev eit høgare tryggleiksnivå enn du har no.",
    level: "Tryggleiksnivå",
    substantial: "Vesentleg",
    high: "Høgt",
    persons: "Testpersonar",
    other_person: "Ein annan syntetisk person",
    other_person_help: "Elleve siffer, med månaden pluss 80.",
    identity_number: "Fødselsnummer",
    bad_identity_number: "Dette er ikkje eit gyldig syntetisk fødselsnummer.",
    log_in: "Logg inn",
    cancel: "Avbryt",
    cancelled_title: "Innlogginga er avbroten",
    cancelled: "Du kan lukke dette vindauget.",
    consent_title: "Gje tilgang",
    consent_lead: "{client} ber om å få gjere dette på vegner av deg. Ta bort det du ikkje vil gje.",
    allow: "Gje tilgang",
    refuse_all: "Avslå alt",
    error_title: "Innlogginga kan ikkje fullførast",
    error_lead: "Tenesta som sende deg hit, har sendt ein ugyldig førespurnad.",
    expired: "Innlogginga har teke for lang tid. Start på nytt frå tenesta.",
    logged_out_title: "Du er logga ut",
    logged_out: "Du er logga ut av alle tenester i ID-porten.",
    go_on: "Hald fram",
};

static EN: Words = Words {
    test_notice: "Sandbox: not a real login. All persons are made up.",
    choose_language: "Choose language",
    login_title: "Choose a test person",
    login_lead: "You are logging in to {client}.",
    step_up: "The service asks for a higher level of assurance than you have now.",
    level: "Level of assurance",
    substantial: "Substantial",
    high: "High",
    persons: "Test persons",
    other_person: "Another synthetic person",
    other_person_help: "Eleven digits, with 80 added to the month.",
    identity_number: "National identity number",
    bad_identity_number: "This is not a valid synthetic identity number.",
    log_in: "Log in",
    cancel: "Cancel",
    cancelled_title: "The login was cancelled",
    cancelled: "You can close this window.",
    consent_title: "Give access",
    consent_lead: "{client} asks to do this on your behalf. Untick what you do not want to give.",
    allow: "Give access",
    refuse_all: "Refuse all",
    error_title: "The login cannot be completed",
    error_lead: "The service that sent you here made an invalid request.",
    expired: "The login took too long. Start again from the service.",
    logged_out_title: "You are logged out",
    logged_out: "You are logged out of all services in ID-porten.",
    go_on: "Continue",
};
