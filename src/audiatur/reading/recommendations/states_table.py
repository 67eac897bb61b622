"""The States that recommend: members and observers of the United Nations, and the spellings that documents use.

One line a State: the short name that is kept, then after a colon what else it is called, divided by "|". Former names
stay, since a report keeps the name of its day. Official names: United Nations, "Member States" and "Non-member States";
the other spellings are those of English-language UN documents.
"""

from __future__ import annotations

NAMES = """
Afghanistan: Islamic Republic of Afghanistan
Albania: Republic of Albania
Algeria: People's Democratic Republic of Algeria
Andorra: Principality of Andorra
Angola: Republic of Angola
Antigua and Barbuda
Argentina: Argentine Republic
Armenia: Republic of Armenia
Australia: Commonwealth of Australia
Austria: Republic of Austria
Azerbaijan: Republic of Azerbaijan
Bahamas: Commonwealth of the Bahamas
Bahrain: Kingdom of Bahrain
Bangladesh: People's Republic of Bangladesh
Barbados
Belarus: Republic of Belarus
Belgium: Kingdom of Belgium
Belize
Benin: Republic of Benin
Bhutan: Kingdom of Bhutan
Bolivia: Plurinational State of Bolivia|Bolivia (Plurinational State of)|Republic of Bolivia
Bosnia and Herzegovina: Bosnia|Bosnia-Herzegovina
Botswana: Republic of Botswana
Brazil: Brasil|Federative Republic of Brazil
Brunei Darussalam: Brunei
Bulgaria: Republic of Bulgaria
Burkina Faso: Burkina
Burundi: Republic of Burundi
Cabo Verde: Cape Verde|Republic of Cabo Verde
Cambodia: Kingdom of Cambodia
Cameroon: Republic of Cameroon
Canada
Central African Republic: CAR
Chad: Republic of Chad
Chile: Republic of Chile
China: People's Republic of China
Colombia: Republic of Colombia|Columbia
Comoros: Union of the Comoros
Congo: Republic of the Congo|Republic of Congo|Congo (Republic of the)|Congo-Brazzaville|Congo Brazzaville
Cook Islands
Costa Rica: Republic of Costa Rica
Côte d'Ivoire: Ivory Coast|Republic of Côte d'Ivoire|Cote Ivoire
Croatia: Republic of Croatia
Cuba: Republic of Cuba
Cyprus: Republic of Cyprus
Czechia: Czech Republic
Democratic People's Republic of Korea: DPRK|DPR Korea|DPR of Korea|North Korea|Democratic Peoples' Republic of Korea\
|Korea (Democratic People's Republic of)|People's Democratic Republic of Korea|Democratic Republic of Korea
Democratic Republic of the Congo: DRC|DR Congo|Democratic Republic of Congo|Congo (Democratic Republic of the)\
|DR of the Congo
Denmark: Kingdom of Denmark
Djibouti: Republic of Djibouti
Dominica: Commonwealth of Dominica
Dominican Republic
Ecuador: Republic of Ecuador
Egypt: Arab Republic of Egypt
El Salvador: Salvador
Equatorial Guinea: Republic of Equatorial Guinea
Eritrea: State of Eritrea
Estonia: Republic of Estonia
Eswatini: Swaziland|Kingdom of Eswatini|Kingdom of Swaziland
Ethiopia: Federal Democratic Republic of Ethiopia
Fiji: Republic of Fiji
Finland: Republic of Finland
France: French Republic
Gabon: Gabonese Republic
Gambia: The Gambia (Republic of)|Republic of the Gambia|Gambia (Republic of the)
Georgia
Germany: Federal Republic of Germany
Ghana: Republic of Ghana
Greece: Hellenic Republic
Grenada
Guatemala: Republic of Guatemala
Guinea: Republic of Guinea
Guinea-Bissau: Republic of Guinea-Bissau
Guyana: Co-operative Republic of Guyana
Haiti: Republic of Haiti
Holy See: Vatican|Vatican City|The Vatican
Honduras: Republic of Honduras
Hungary: Republic of Hungary
Iceland: Republic of Iceland
India: Republic of India
Indonesia: Republic of Indonesia
Iran: Islamic Republic of Iran|Iran (Islamic Republic of)|Iran (Islamic Rep. of)|Islamic Rep. of Iran|IR of Iran|IR Iran
Iraq: Republic of Iraq
Ireland: Republic of Ireland
Israel: State of Israel
Italy: Italian Republic
Jamaica
Japan
Jordan: Hashemite Kingdom of Jordan
Kazakhstan: Republic of Kazakhstan|Kazakstan
Kenya: Republic of Kenya
Kiribati: Republic of Kiribati
Kuwait: State of Kuwait
Kyrgyzstan: Kyrgyz Republic|Kirghizstan|Kyrgystan
Lao People's Democratic Republic: Laos|Lao PDR|Lao|Lao Democratic People's Republic|Lao People Democratic Republic\
|People's Democratic Republic of Lao|Lao Popular Democratic Republic
Latvia: Republic of Latvia
Lebanon: Lebanese Republic
Lesotho: Kingdom of Lesotho
Liberia: Republic of Liberia
Libya: Libyan Arab Jamahiriya|Lybia|Libyan Arab Jamahirya|Libyan Jamahiriya|Jamahiriya|State of Libya\
|Socialist People's Libyan Arab Jamahiriya|Great Socialist People's Libyan Arab Jamahiriya|Lybian Arab Jamahiriya
Liechtenstein: Principality of Liechtenstein|Lichtenstein
Lithuania: Republic of Lithuania
Luxembourg: Grand Duchy of Luxembourg|Luxemburg
Madagascar: Republic of Madagascar
Malawi: Republic of Malawi
Malaysia
Maldives: Republic of Maldives
Mali: Republic of Mali
Malta: Republic of Malta
Marshall Islands: Republic of the Marshall Islands
Mauritania: Islamic Republic of Mauritania
Mauritius: Republic of Mauritius
Mexico: United Mexican States
Micronesia: Micronesia (Federated States of)|Federated States of Micronesia
Moldova: Republic of Moldova|Moldova (Republic of)
Monaco: Principality of Monaco
Mongolia
Montenegro
Morocco: Kingdom of Morocco|Marocco
Mozambique: Republic of Mozambique
Myanmar: Union of Myanmar|Republic of the Union of Myanmar|Burma
Namibia: Republic of Namibia
Nauru: Republic of Nauru
Nepal: Federal Democratic Republic of Nepal
Netherlands: Kingdom of the Netherlands|Netherlands (Kingdom of the)|Kingdom of Netherlands|Holland
New Zealand
Nicaragua: Republic of Nicaragua
Niger: Republic of the Niger
Nigeria: Federal Republic of Nigeria
Niue
North Macedonia: The former Yugoslav Republic of Macedonia|Former Yugoslav Republic of Macedonia|FYROM|FYR of Macedonia\
|FYR Macedonia|Macedonia|Republic of North Macedonia|Republic of Macedonia|Macedonia (FYR)\
|former Yugoslav Rep of Macedonia
Norway: Kingdom of Norway
Oman: Sultanate of Oman
Pakistan: Islamic Republic of Pakistan
Palau: Republic of Palau
Palestine: State of Palestine|Palestine (Observer)|Palestine (State of)|Palestinian Authority\
|Occupied Palestinian Territory
Panama: Republic of Panama
Papua New Guinea
Paraguay: Republic of Paraguay
Peru: Republic of Peru
Philippines: Republic of the Philippines|Phillipines|Philipines|The Phillippines
Poland: Republic of Poland
Portugal: Portuguese Republic
Qatar: State of Qatar
Republic of Korea: South Korea|Korea (Republic of)|ROK|Rep. of Korea|Korea
Romania
Russian Federation: Russia|Federation of Russia
Rwanda: Republic of Rwanda
Saint Kitts and Nevis: St Kitts and Nevis|St. Kitts and Nevis
Saint Lucia: St Lucia|St. Lucia
Saint Vincent and the Grenadines: St Vincent and the Grenadines|St. Vincent and the Grenadines
Samoa: Independent State of Samoa
San Marino: Republic of San Marino
Sao Tome and Principe: São Tomé and Príncipe|Democratic Republic of Sao Tome and Principe
Saudi Arabia: Kingdom of Saudi Arabia|Saudi-Arabia|KSA
Senegal: Republic of Senegal
Serbia: Republic of Serbia
Seychelles: Republic of Seychelles
Sierra Leone: Republic of Sierra Leone
Singapore: Republic of Singapore
Slovakia: Slovak Republic
Slovenia: Republic of Slovenia
Solomon Islands
Somalia: Federal Republic of Somalia|Somali Republic
South Africa: Republic of South Africa
South Sudan: Republic of South Sudan
Spain: Kingdom of Spain
Sri Lanka: Democratic Socialist Republic of Sri Lanka
Sudan: Republic of the Sudan
Suriname: Republic of Suriname
Sweden: Kingdom of Sweden
Switzerland: Swiss Confederation
Syria: Syrian Arab Republic|Syrian Republic|Syrian Arab Rep
Tajikistan: Republic of Tajikistan|Tadjikistan
Tanzania: United Republic of Tanzania|Tanzania (United Republic of)
Thailand: Kingdom of Thailand
Timor-Leste: East Timor|Democratic Republic of Timor-Leste
Togo: Togolese Republic
Tonga: Kingdom of Tonga
Trinidad and Tobago: Trinidad & Tobago|Trinidad-and-Tobago|Republic of Trinidad and Tobago
Tunisia: Republic of Tunisia
Türkiye: Turkey|Republic of Turkey|Republic of Türkiye
Turkmenistan
Tuvalu
Uganda: Republic of Uganda
Ukraine
United Arab Emirates: UAE|Arab Emirates|The Emirates
United Kingdom: UK|U.K.|United Kingdom of Great Britain and Northern Ireland|Great Britain|Britain\
|United Kingdom of Great Britain|United Kingdom of Great Britain and North Ireland
United States: USA|U.S.A.|US|U.S.|United States of America|the States
Uruguay: Eastern Republic of Uruguay
Uzbekistan: Republic of Uzbekistan
Vanuatu: Republic of Vanuatu
Venezuela: Bolivarian Republic of Venezuela|Venezuela (Bolivarian Republic of)|Bolivarian Rep. of Venezuela\
|Bolivarian Rep of Venezuela|Republic of Venezuela
Viet Nam: Vietnam|Socialist Republic of Viet Nam
Yemen: Republic of Yemen
Zambia: Republic of Zambia
Zimbabwe: Republic of Zimbabwe
"""
