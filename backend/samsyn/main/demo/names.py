"""Names of invented people: common Swedish given and family names, put together by chance with a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

CHILD_NAMES = tuple(
    """
    Alice Maja Elsa Astrid Wilma Freja Olivia Selma Alma Ebba Ella Vera Saga Agnes Signe Lilly Juni Stella Clara Ines
    Leia Edith Julia Nova Iris Molly Tyra Sara Amina Hanna Meja Liv Nora Ellie Ester Svea Märta Åsa Mira Zahra
    Noah Hugo William Liam Nils Elias Oliver Adam August Sam Lucas Arvid Theo Matteo Frans Otto Valter Charlie Ludvig
    Melvin Vincent Alfred Axel Viggo Harry Loui Mohammed Leon Love Walter Gustav Björn Olle Henry Sixten Malte Ali
    Isak Edvin Josef Omar Viktor Kim Robin Alex Tuva Filippa Thea Greta Rut Siri Linnéa Ängla Örjan Yusuf Emil
    """.split()
)
ADULT_NAMES = tuple(
    """
    Anna Eva Maria Karin Sara Kristina Lena Emma Malin Jenny Annika Linda Ingrid Marie Susanne Elin Johanna Camilla
    Monica Ulla Sofia Helena Åsa Katarina Ann Marianne Agneta Birgitta Inger Fatima Leila Nadia Kajsa Ylva Gunilla
    Lars Mikael Anders Erik Johan Per Peter Daniel Karl Thomas Fredrik Jan Stefan Jonas Mattias Magnus Niklas Björn
    Hans Henrik Patrik Martin Göran Bengt Ulf Håkan Leif Rickard Ola Amir Hassan Tomasz David Simon Joakim Örjan
    """.split()
)
FAMILY_NAMES = tuple(
    """
    Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson
    Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Lindström Olofsson Lindqvist Lindgren Berg Axelsson
    Bergström Lundberg Lind Lundgren Lundqvist Mattsson Berglund Fredriksson Sandberg Henriksson Forsberg Sjöberg
    Wallin Ali Mohamed Engström Eklund Danielsson Lundin Håkansson Björk Bergman Gunnarsson Wikström Holm Samuelsson
    Isaksson Fransson Bergqvist Nyström Holmberg Arvidsson Löfgren Söderberg Nyberg Ahmed Blomqvist Claesson Nordström
    Mårtensson Lundström Hassan Viklund Björklund Eliasson Berggren Sandström Nordin Ström Åberg Falk Ekström Hermansson
    Holmgren Åkesson Öberg Sundberg Hedlund Dahlberg Ek Ahlström Yilmaz Kowalska Nguyen Haile Rashid Demir Wahlgren
    """.split()
)


def children(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Given and family name, without end; the same pair may come twice, as it does in schools."""
    while True:
        yield chance.choice(CHILD_NAMES), chance.choice(FAMILY_NAMES)


def adults(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Given and family name, without end and without the same pair twice."""
    given: set[tuple[str, str]] = set()
    while True:
        name = chance.choice(ADULT_NAMES), chance.choice(FAMILY_NAMES)
        if name not in given:
            given.add(name)
            yield name
