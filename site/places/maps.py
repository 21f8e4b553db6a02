"""Where a place is, for maps elsewhere: plain links that ask nobody anything until they are followed."""

from dataclasses import dataclass

from .drawing import Spot, spot
from .models import Commune, Province


@dataclass(frozen=True)
class MapPoint:
    """The middle of a commune, or of a province where no commune is known; degrees, WGS 84."""

    latitude: float
    longitude: float
    name: str
    is_of_commune: bool

    @property
    def coordinates(self) -> str:
        """ "22.3900,103.5200", as maps take it: ten metres, finer than the middle of a commune is known."""
        return f"{self.latitude:.4f},{self.longitude:.4f}"

    @property
    def drawing(self) -> Spot:
        """Where it lies on the site's own drawing of the country."""
        return spot(self.latitude, self.longitude)

    @property
    def links(self) -> list[dict[str, str]]:
        """Maps of others, nearest zoom that still shows the whole commune or province."""
        zoom = 13 if self.is_of_commune else 9
        latitude, longitude = self.coordinates.split(",")
        marked = f"mlat={latitude}&mlon={longitude}#map={zoom}/{latitude}/{longitude}"
        return [
            {"label": "OpenStreetMap", "url": f"https://www.openstreetmap.org/?{marked}"},
            {
                "label": "Google Maps",
                "url": f"https://www.google.com/maps/search/?api=1&query={latitude}%2C{longitude}",
            },
        ]


def map_point(commune: Commune | None, province: Province | None) -> MapPoint | None:
    """The nearest point that is known; None where the data has no coordinates. Never queries for given places."""
    if commune is not None and commune.latitude is not None and commune.longitude is not None:
        return MapPoint(commune.latitude, commune.longitude, commune.full_name, is_of_commune=True)
    if province is not None and province.latitude is not None and province.longitude is not None:
        return MapPoint(province.latitude, province.longitude, province.full_name, is_of_commune=False)
    return None
