"""An airline's customer service agent with tools."""

import dspy
from pydantic import BaseModel


class Flight(BaseModel):
    number: str
    origin: str
    destination: str
    seats: int


FLIGHTS = {
    "DA123": Flight(number="DA123", origin="SFO", destination="JFK", seats=3),
    "DA125": Flight(number="DA125", origin="SFO", destination="JFK", seats=0),
}
BOOKINGS: dict[str, str] = {}
BOOKINGS["Adam"] = "DA123"


def find_flights(origin: str, destination: str) -> list[str]:
    """Numbers of the flights between two airports."""
    return [f.number for f in FLIGHTS.values() if (f.origin, f.destination) == (origin, destination)]


def seats_left(number: str) -> int:
    """Seats that are left on a flight."""
    flight = FLIGHTS.get(number)
    return flight.seats if flight else 0


def booking_of(name: str) -> str:
    """The flight that a passenger has booked."""
    return BOOKINGS.get(name, "none")


class AirlineAgent(dspy.Signature):
    """You are the customer service agent of an airline. Use the tools to answer the passenger."""

    request: str = dspy.InputField()
    answer: str = dspy.OutputField(desc="what the passenger is told, with the flight number")


agent = dspy.ReAct(AirlineAgent, tools=[find_flights, dspy.Tool(seats_left), booking_of], max_iters=4)

if __name__ == "__main__":
    dspy.configure(lm=dspy.LM("openai/gpt-4o-mini"))
    print(agent(request="Which flight has Adam booked, and how many seats are left on it?"))
