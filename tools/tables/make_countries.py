#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes rules/en/lexicon/countries.tsv from the countries.json of npm's world-countries.

    npm pack world-countries && tar xzf world-countries-*.tgz
    tools/tables/make_countries.py package/countries.json VERSION > rules/en/lexicon/countries.tsv

Every country and territory of the source stands in the table by the same rules; what English news writes besides
(short names, former names, other adjectives) stands in MORE below, for the whole world alike.
"""
import json
import sys

HEAD = """\
# Countries, the adjectives and peoples of each, capitals, and who is a member of the United Nations. VALUE is the
# country's common name.
# Made by tools/tables/make_countries.py from world-countries {version} (https://github.com/mledoze/countries), which is
# available under the Open Database License 1.0 (https://opendatacommons.org/licenses/odbl/1-0/); so is this table.
"""

# Common name: other names | adjectives and peoples | other capitals and spellings of them
MORE = """
Afghanistan||Afghani|
Argentina||Argentinian,Argentinean|
Armenia|||
Australia||Aussie|
Azerbaijan||Azeri|
Bahamas|The Bahamas||
Bangladesh|||Dacca
Belarus|Byelorussia|Belarusan,Byelorussian|
Belgium|||
Benin|Dahomey||
Bolivia|||La Paz
Bosnia and Herzegovina|Bosnia|Bosnian,Herzegovinian|
Botswana||Botswanan|
Brazil|||Brasilia
Burkina Faso|Upper Volta|Burkinabé|
Burundi|||Bujumbura
Cambodia|Kampuchea|Kampuchean,Khmer|
Cameroon|||Yaounde
Cape Verde|Cabo Verde|Cape Verdean|
Chad|||N'Djamena
China|PRC||Peking
Colombia|||Bogota
Comoros||Comorian|
Croatia||Croat|
Cuba|||
Czechia|Czech Republic,Czechoslovakia|Czechoslovak|
DR Congo|Congo,Zaire,D.R.C.,Democratic Republic of the Congo|Congolese,Zairean,Zairian|
Denmark||Dane|
Dominican Republic||Dominican|
Ecuador||Ecuadorian|
Eritrea|||
Eswatini|Swaziland||
Finland||Finn|
France||Frenchman,Frenchmen|
Gambia|The Gambia||
Georgia|||Tiflis
Germany|West Germany,East Germany,Federal Republic of Germany|West German,East German|Bonn
Guatemala|||
Iceland||Icelandic|
India|||New Delhi,Delhi
Israel|||Tel Aviv
Iran|Persia||Teheran
Ireland||Irishman,Irishmen|
Ivory Coast|Côte d'Ivoire,Cote d'Ivoire||Abidjan
Jamaica|||
Kazakhstan||Kazakh|Nur-Sultan,Almaty
Kosovo||Kosovan|
Kyrgyzstan|Kirghizia|Kyrgyz|
Laos||Lao|
Luxembourg||Luxembourgish|
Maldives||Maldivian|
Moldova|Moldavia|Moldavian|Chisinau
Mongolia||Mongol|
Myanmar|Burma|Myanma|Rangoon,Yangon,Naypyitaw
Nepal||Nepali|Katmandu
Netherlands|Holland|Dutchman|The Hague
New Zealand||Kiwi|
Nigeria|||Lagos
North Korea|DPRK||
North Macedonia|Macedonia||
Papua New Guinea|||
Palestine||Palestinian|
Philippines||Philippine|
Poland||Pole|
Portugal|||
Puerto Rico|||
Qatar|||
Romania|||
Russia|Soviet Union,USSR,U.S.S.R.|Soviet|
Saudi Arabia||Saudi|
Scotland||Scottish,Scot|Edinburgh
Serbia|Yugoslavia|Serb,Yugoslav|
Slovenia||Slovenian|
Somalia|||
South Korea|Republic of Korea||
Spain||Spaniard|
Sri Lanka|Ceylon||
Sweden||Swede|
Syria|||
Taiwan|||
Tajikistan|Tadzhikistan|Tajik|
Tanzania|||Dar es Salaam
Timor-Leste|East Timor|Timorese|
Turkmenistan|||Ashgabat
Türkiye|Turkey|Turk|
Ukraine|||Kiev
United Arab Emirates|U.A.E.||
United Kingdom|UK,U.K.,Britain,Great Britain,England|Briton,English,Englishman|
United States|US,U.S.,USA,U.S.A.,America,United States of America||Washington,Washington D.C.
Uruguay|||
Uzbekistan||Uzbek|
Vatican City|Holy See,Vatican||
Venezuela|||
Vietnam|Viet Nam|Viet|Hanoi
Wales||Welsh|Cardiff
Western Sahara||Saharan,Sahrawi,Saharawi|
Yemen|||Sanaa,Sana'a
"""

# Adjectives that two countries share go to the one that MORE names, or to the first here.
SHARED = {"French": "France", "Dutch": "Netherlands", "American": "United States", "Indian": "India",
          "Norwegian": "Norway", "Dominican": "Dominican Republic", "Congolese": "DR Congo"}
# Everyday words and names of other things in other writings of a country's name.
LEFT_OUT = {"Male", "The Valley", "The Bottom", "West Island", "City of Victoria", "Victoria", "City of San Marino",
            "Island", "Mann", "Saudi", "Lao", "Portuguesa", "Mexicanos", "Dominique", "Viti", "Suomi", "Guiana", "Emirates"}


def spelling(entry):
    """As the tokenizer cuts it: hyphens and clitics are words of their own."""
    return entry.replace("-", " - ").replace("'s ", " 's ")


def is_latin_name(text):
    return len(text) > 2 and text[0].isupper() and "," not in text and "(" not in text and \
        all(c.isascii() or c in "áãçéíóôúüÅ" for c in text) and not text.startswith("The ") and len(spelling(text).split()) <= 8


def collect(countries):
    """(class, entry) → country; the first to claim an entry keeps it."""
    rows = {}

    def add(kind, entry, country):
        if entry:
            rows.setdefault((kind, entry), country)

    more = [line.split("|") for line in MORE.strip().split("\n")]
    for name, others, peoples, capitals in more:
        add("country", name, name)
        for kind, entries in (("country", others), ("demonym", peoples), ("capital", capitals)):
            for entry in entries.split(","):
                add(kind, entry, name)
    for c in countries:
        name = c["name"]["common"]
        add("country", name, name)
        for other in [c["name"]["official"]] + c["altSpellings"]:
            if is_latin_name(other) and other not in LEFT_OUT:
                add("country", other, name)
        words = c["demonyms"].get("eng") or {}
        for people in sorted({words.get("m", ""), words.get("f", "")}):
            for entry in people.replace(" or ", ", ").split(", "):
                if SHARED.get(entry, name) == name:
                    add("demonym", entry, name)
        for capital in c["capital"]:
            if capital not in LEFT_OUT:
                add("capital", capital, name)
    names = {entry for kind, entry in rows if kind == "country"}
    return {k: v for k, v in rows.items() if k[0] == "country" or k[1] not in names}


def main():
    countries = json.load(open(sys.argv[1], encoding="utf-8"))
    rows = collect(countries)
    for c in countries:
        if c["unMember"]:
            rows["un-member", c["name"]["common"]] = ""
    sys.stdout.write(HEAD.format(version=sys.argv[2]))
    for (kind, entry), country in sorted(rows.items(), key=lambda r: (r[0][0], r[1], r[0][1])):
        for text in dict.fromkeys([entry, entry.upper() if country else entry]):
            print(f"{kind}\t{spelling(text)}\t{country}".rstrip("\t"))


main()
