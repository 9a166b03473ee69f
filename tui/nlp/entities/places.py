"""Countries with their other names and the words for their people, and some other places every newspaper knows."""

from __future__ import annotations

from functools import lru_cache

_COUNTRIES = """
United States: the United States of America, America, U.S., US, U.S.A., USA, the States | American, Americans
United Kingdom: U.K., UK, Britain, Great Britain | British, Britons, Briton, Brits
United Arab Emirates: UAE, U.A.E., the Emirates | Emirati, Emiratis
Afghanistan | Afghan, Afghans
Albania | Albanian, Albanians
Algeria | Algerian, Algerians
Andorra | Andorran
Angola | Angolan, Angolans
Argentina | Argentine, Argentinian, Argentines, Argentinians
Armenia | Armenian, Armenians
Australia | Australian, Australians, Aussie
Austria | Austrian, Austrians
Azerbaijan | Azerbaijani, Azeri, Azerbaijanis
Bahamas | Bahamian
Bahrain | Bahraini, Bahrainis
Bangladesh | Bangladeshi, Bangladeshis
Barbados | Barbadian
Belarus: Belorussia | Belarusian, Belarusians, Belarussian
Belgium | Belgian, Belgians
Belize | Belizean
Benin | Beninese
Bhutan | Bhutanese
Bolivia | Bolivian, Bolivians
Bosnia and Herzegovina: Bosnia, Bosnia-Herzegovina | Bosnian, Bosnians
Botswana
Brazil | Brazilian, Brazilians
Brunei
Bulgaria | Bulgarian, Bulgarians
Burkina Faso
Burundi | Burundian
Cambodia | Cambodian, Cambodians
Cameroon | Cameroonian
Canada | Canadian, Canadians
Cape Verde: Cabo Verde
Central African Republic: CAR
Chad | Chadian
Chile | Chilean, Chileans
China: People's Republic of China, PRC, P.R.C. | Chinese
Colombia | Colombian, Colombians
Comoros
Costa Rica | Costa Rican, Costa Ricans
Croatia | Croatian, Croat, Croats, Croatians
Cuba | Cuban, Cubans
Cyprus | Cypriot, Cypriots
Czech Republic: Czechia | Czech, Czechs
Democratic Republic of the Congo: DRC, DR Congo, Democratic Republic of Congo | Congolese
Denmark | Danish, Dane, Danes
Djibouti
Dominican Republic | Dominican, Dominicans
East Timor: Timor-Leste | Timorese
Ecuador | Ecuadorian, Ecuadorean, Ecuadorians
Egypt | Egyptian, Egyptians
El Salvador | Salvadoran, Salvadorans
Equatorial Guinea
Eritrea | Eritrean, Eritreans
Estonia | Estonian, Estonians
Eswatini: Swaziland
Ethiopia | Ethiopian, Ethiopians
Fiji | Fijian, Fijians
Finland | Finnish, Finn, Finns
France | French, Frenchman, Frenchmen
Gabon | Gabonese
Gambia | Gambian
Germany: Federal Republic of Germany | German, Germans
Ghana | Ghanaian, Ghanaians
Greece | Greek, Greeks, Hellenic
Greenland | Greenlandic, Greenlander
Guatemala | Guatemalan, Guatemalans
Guinea | Guinean
Guyana | Guyanese
Haiti | Haitian, Haitians
Honduras | Honduran, Hondurans
Hong Kong
Hungary | Hungarian, Hungarians
Iceland | Icelandic, Icelander, Icelanders
India | Indian, Indians
Indonesia | Indonesian, Indonesians
Iran: Islamic Republic of Iran, Persia | Iranian, Iranians
Iraq | Iraqi, Iraqis
Ireland: Republic of Ireland | Irish, Irishman
Israel | Israeli, Israelis
Italy | Italian, Italians
Ivory Coast: Côte d'Ivoire, Cote d'Ivoire | Ivorian, Ivorians
Jamaica | Jamaican, Jamaicans
Japan | Japanese
Jordan | Jordanian, Jordanians
Kazakhstan | Kazakh, Kazakhs
Kenya | Kenyan, Kenyans
Kosovo | Kosovar, Kosovars
Kuwait | Kuwaiti, Kuwaitis
Kyrgyzstan | Kyrgyz
Laos | Laotian
Latvia | Latvian, Latvians
Lebanon | Lebanese
Lesotho
Liberia | Liberian, Liberians
Libya | Libyan, Libyans
Liechtenstein
Lithuania | Lithuanian, Lithuanians
Luxembourg
Madagascar | Malagasy
Malawi | Malawian
Malaysia | Malaysian, Malaysians
Maldives | Maldivian
Mali | Malian, Malians
Malta | Maltese
Mauritania | Mauritanian
Mauritius | Mauritian
Mexico | Mexican, Mexicans
Micronesia
Moldova | Moldovan, Moldovans
Monaco
Mongolia | Mongolian, Mongolians
Montenegro | Montenegrin
Morocco | Moroccan, Moroccans
Mozambique | Mozambican
Myanmar: Burma | Burmese
Namibia | Namibian
Nepal | Nepalese, Nepali
Netherlands: the Netherlands, Holland | Dutch, Dutchman
New Zealand: NZ | New Zealander, New Zealanders, Kiwi
Nicaragua | Nicaraguan, Nicaraguans
Niger | Nigerien
Nigeria | Nigerian, Nigerians
North Korea: DPRK, D.P.R.K., Democratic People's Republic of Korea | North Korean, North Koreans
North Macedonia: Macedonia | Macedonian, Macedonians
Norway | Norwegian, Norwegians
Oman | Omani
Pakistan | Pakistani, Pakistanis
Palestine: Palestinian territories | Palestinian, Palestinians
Panama | Panamanian, Panamanians
Papua New Guinea: PNG
Paraguay | Paraguayan
Peru | Peruvian, Peruvians
Philippines: the Philippines | Filipino, Filipinos, Philippine
Poland | Polish, Pole, Poles
Portugal | Portuguese
Puerto Rico | Puerto Rican, Puerto Ricans
Qatar | Qatari, Qataris
Romania | Romanian, Romanians
Russia: Russian Federation, the Russian Federation | Russian, Russians
Rwanda | Rwandan, Rwandans
Samoa | Samoan
Saudi Arabia: Kingdom of Saudi Arabia, KSA | Saudi, Saudis, Saudi Arabian
Scotland | Scottish, Scot, Scots
Senegal | Senegalese
Serbia | Serbian, Serb, Serbs, Serbians
Seychelles
Sierra Leone | Sierra Leonean
Singapore | Singaporean, Singaporeans
Slovakia | Slovak, Slovaks
Slovenia | Slovenian, Slovene, Slovenes
Somalia | Somali, Somalis, Somalian
South Africa | South African, South Africans
South Korea: Republic of Korea, ROK | South Korean, South Koreans
South Sudan | South Sudanese
Soviet Union: USSR, U.S.S.R. | Soviet, Soviets
Spain | Spanish, Spaniard, Spaniards
Sri Lanka | Sri Lankan, Sri Lankans
Sudan | Sudanese
Suriname
Sweden | Swedish, Swede, Swedes
Switzerland | Swiss
Syria: Syrian Arab Republic | Syrian, Syrians
Taiwan: Republic of China | Taiwanese
Tajikistan | Tajik, Tajiks
Tanzania | Tanzanian, Tanzanians
Thailand | Thai, Thais
Tibet | Tibetan, Tibetans
Togo | Togolese
Tonga | Tongan
Trinidad and Tobago | Trinidadian
Tunisia | Tunisian, Tunisians
Turkey: Türkiye | Turkish, Turk, Turks
Turkmenistan | Turkmen
Uganda | Ugandan, Ugandans
Ukraine | Ukrainian, Ukrainians
Uruguay | Uruguayan
Uzbekistan | Uzbek, Uzbeks
Vatican City: the Vatican, Holy See
Venezuela | Venezuelan, Venezuelans
Vietnam: Viet Nam | Vietnamese
Wales | Welsh, Welshman
England | Englishman, Englishmen
Northern Ireland | Northern Irish
Yemen | Yemeni, Yemenis
Yugoslavia | Yugoslav
Zambia | Zambian, Zambians
Zimbabwe: Rhodesia | Zimbabwean, Zimbabweans
"""

_STATES = """
Alabama Ala. Alaska Arizona Ariz. Arkansas Ark. California Calif. Colorado Colo. Connecticut Conn. Delaware Del.
Florida Fla. Hawaii Idaho Illinois Ill. Indiana Ind. Iowa Kansas Kan. Kentucky Ky. Louisiana La. Maine Maryland Md.
Massachusetts Mass. Michigan Mich. Minnesota Minn. Mississippi Miss. Missouri Mo. Montana Mont. Nebraska Neb. Nevada
Nev. Ohio Oklahoma Okla. Oregon Ore. Pennsylvania Pa. Tennessee Tenn. Texas Tex. Utah Vermont Vt. Virginia Va.
Washington Wisconsin Wis. Wyoming Wyo.
"""
_STATES_OF_TWO_WORDS = {
    "New Hampshire": "N.H.",
    "New Jersey": "N.J.",
    "New Mexico": "N.M.",
    "New York": "N.Y.",
    "North Carolina": "N.C.",
    "North Dakota": "N.D.",
    "Rhode Island": "R.I.",
    "South Carolina": "S.C.",
    "South Dakota": "S.D.",
    "West Virginia": "W.Va.",
}
_OTHERS = """
Africa; Asia; Europe; Antarctica; Oceania; North America; South America; Latin America; Central America; Caribbean
Middle East; Far East; Southeast Asia; East Asia; Asia-Pacific; Indo-Pacific; Western Europe; Eastern Europe; Balkans
Pacific; Atlantic; Pacific Ocean; Atlantic Ocean; Indian Ocean; Arctic; Mediterranean; Black Sea; Baltic; Sahara; Sahel
Gaza; Gaza Strip; West Bank; Golan Heights; Crimea; Kashmir; Kurdistan; Catalonia; Siberia; Bavaria; Ontario; Quebec
Alberta; British Columbia; Manitoba; Nova Scotia; New South Wales; Queensland; Tasmania; South Australia
Western Australia; Northern Territory; Punjab; Sindh; Chechnya; Donbas; Persian Gulf; English Channel
New England; Midwest; Silicon Valley; Wall Street; Bronx; Hague
"""
_CITIES = """
London; Paris; Berlin; Madrid; Rome; Moscow; Beijing; Tokyo; Seoul; Delhi; New Delhi; Mumbai; Cairo; Baghdad; Tehran
Kabul; Islamabad; Damascus; Jerusalem; Tel Aviv; Riyadh; Ankara; Istanbul; Athens; Vienna; Brussels; Amsterdam; Dublin
Edinburgh; Glasgow; Manchester; Birmingham; Liverpool; Stockholm; Oslo; Copenhagen; Helsinki; Warsaw; Prague; Budapest
Kyiv; Kiev; Minsk; Lisbon; Barcelona; Milan; Geneva; Zurich; Munich; Frankfurt; Hamburg; Toronto; Ottawa; Montreal
Vancouver; Washington, D.C.; Washington D.C.; New York City; Los Angeles; San Francisco; San Diego; San Jose; Chicago
Houston; Dallas; Austin; Boston; Philadelphia; Seattle; Denver; Detroit; Miami; Atlanta; Phoenix; Las Vegas; Cleveland
Baltimore; Pittsburgh; Minneapolis; St. Louis; New Orleans; Nashville; Charlotte; Sacramento; Honolulu; Anchorage
Mexico City; Tijuana; Havana; Bogotá; Bogota; Caracas; Lima; Santiago; Buenos Aires; São Paulo; Rio de Janeiro
Brasilia; Brasília; Sydney; Melbourne; Brisbane; Perth; Canberra; Auckland; Wellington; Singapore; Hong Kong; Shanghai
Taipei; Bangkok; Hanoi; Manila; Jakarta; Kuala Lumpur; Karachi; Lahore; Dhaka; Nairobi; Lagos; Johannesburg; Cape Town
Pretoria; Tripoli; Tunis; Algiers; Khartoum; Addis Ababa; Mogadishu; Kinshasa; Accra; Doha; Dubai; Abu Dhabi
Kuwait City; Beirut; Amman; Aleppo; Mosul; Kandahar; Herat; Pyongyang; Kathmandu; Colombo; Yangon; Phnom Penh
"""
_MORE_DEMONYMS = """
European Europeans African Africans Asian Asians Arab Arabs Latin Latino Latina Latinos Hispanic Hispanics Kurdish Kurd
Kurds Jewish Jew Jews Muslim Muslims Christian Christians Catholic Catholics Protestant Protestants Hindu Hindus
Buddhist Buddhists Sikh Sikhs Islamic Islamist Islamists Sunni Shia Shiite Shi'ite Orthodox Mormon Mormons Evangelical
Californian Texan Floridian New-Yorker Londoner Parisian Western Eastern Nordic Scandinavian Baltic Balkan
African-American African-Americans Latin-American Republican Republicans Democrat Democrats Democratic Dems Liberals
Conservatives Tory Tories Communist Communists Socialist Socialists Nazi Nazis Marxist Caucasian
"""

_PARTISANS = {
    "republicans": "republican",
    "democrats": "democrat",
    "democratic": "democrat",
    "dems": "democrat",
    "tories": "tory",
}


def place_key(text: str) -> str:
    """A name of a place without the article, the dots and the case, for looking it up."""
    key = " ".join(text.replace(".", "").replace("’", "'").split()).lower()
    return key.removeprefix("the ")


def _read_countries() -> tuple[dict[str, str], dict[str, str], dict[str, list[str]]]:
    names: dict[str, str] = {}
    people: dict[str, str] = {}
    aliases: dict[str, list[str]] = {}
    for line in _COUNTRIES.strip().splitlines():
        places, _, demonyms = line.partition("|")
        name, _, others = places.partition(":")
        name = name.strip()
        aliases[name] = [name, *(other.strip() for other in others.split(",") if other.strip())]
        for alias in aliases[name]:
            names[place_key(alias)] = name
        for demonym in filter(None, (word.strip() for word in demonyms.split(","))):
            people[demonym.lower()] = name
    return names, people, aliases


COUNTRIES, DEMONYMS, COUNTRY_NAMES = _read_countries()
"""Key to country, demonym (lower case) to country, country to the ways of writing it."""

STATES = {place_key(word) for word in _STATES.split() if not word.endswith(".")} | {
    place_key(name) for name in _STATES_OF_TWO_WORDS
}
STATE_SHORT = {place_key(word) for word in _STATES.split() if word.endswith(".")} | {
    place_key(short) for short in _STATES_OF_TWO_WORDS.values()
}

PLACES = (
    {place_key(name) for block in (_OTHERS, _CITIES) for line in block.strip().splitlines() for name in line.split(";")}
    | STATES
    | set(COUNTRIES)
)
"""Keys of all places known here."""
REGIONS = {place_key(name).replace("-", " ") for line in _OTHERS.strip().splitlines() for name in line.split(";")}
"""Keys of parts of the world, seas and the like, as `surface_key` makes them."""
CITIES = {place_key(name) for line in _CITIES.strip().splitlines() for name in line.split(";")}

GROUPS = {word.lower() for word in _MORE_DEMONYMS.split()} | set(DEMONYMS)
"""Words for people by nationality, faith or party, in lower case."""

SAME_PLACES = {
    "la": "los angeles",
    "nyc": "new york city",
    "dc": "washington dc",
    "washington, dc": "washington dc",
    "nsw": "new south wales",
    "sf": "san francisco",
    "kiev": "kyiv",
    "bogota": "bogotá",
    "brasilia": "brasília",
}


@lru_cache(maxsize=4096)
def country_of(name: str) -> str | None:
    """The country that `name` is a name of ("U.S." gives "United States"), or None. "us" in lower case is none."""
    if name.lower() in ("us", "car") and not name.isupper():
        return None
    return COUNTRIES.get(place_key(name))


def country_of_people(word: str) -> str | None:
    """The country whose people `word` is for ("Mexican" gives "Mexico"), or None."""
    return DEMONYMS.get(word.lower())


def group_key(text: str) -> str:
    """One key for the words for one people, party or faith: "Mexicans" and "Mexican", "Democratic" and "Democrats"."""
    word = text.lower()
    if word in DEMONYMS:
        return "people of " + DEMONYMS[word]
    word = _PARTISANS.get(word, word)
    return word.removesuffix("s") if len(word) > 4 and not word.endswith("ss") else word
