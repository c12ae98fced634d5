// The yardstick of bench/futureEventList.mjs: std::priority_queue under the same workload.
// Usage: hold MODEL PENDING WARM_UP EVENTS WORKLOAD
// WORKLOAD holds PENDING first times, then delays used in turn, as little-endian doubles.
// Prints nanoseconds of processor time per event, the last time and a checksum of the entities.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <queue>
#include <vector>

struct Event {
  double time;
  uint64_t sequence;
  uint32_t entity;
};

struct Later {
  bool operator()(const Event& a, const Event& b) const {
    return a.time > b.time || (a.time == b.time && a.sequence > b.sequence);
  }
};

static std::priority_queue<Event, std::vector<Event>, Later> pending;
static std::vector<uint64_t> armed;
static uint64_t sequence = 0;
static std::vector<double> delays;
static size_t drawn = 0;
static uint32_t checksum = 0;
static double now = 0;

static inline double delay() {
  const double value = delays[drawn++];
  if (drawn == delays.size()) drawn = 0;
  return value;
}

static void hold(long events) {
  for (long i = 0; i < events; i++) {
    const Event event = pending.top();
    pending.pop();
    now = event.time;
    checksum = checksum * 31 + event.entity;
    pending.push({now + delay(), sequence++, event.entity});
  }
}

static void arm(double time, uint32_t entity) {
  armed[entity] = sequence;
  pending.push({time, sequence++, entity});
}

// The upper half of the entities are timers; a re-armed timer's old entry is skipped when it comes.
static void timers(long events, uint32_t calls) {
  for (long i = 0; i < events;) {
    const Event event = pending.top();
    pending.pop();
    if (armed[event.entity] != event.sequence) continue;
    i++;
    now = event.time;
    checksum = checksum * 31 + event.entity;
    if (event.entity < calls) {
      arm(now + 32e6, event.entity + calls);
      arm(now + delay(), event.entity);
    } else {
      arm(now + 32e6, event.entity);
    }
  }
}

int main(int count, char** argument) {
  if (count != 6) return 2;
  const bool isTimers = std::strcmp(argument[1], "timers") == 0;
  const uint32_t entities = std::atoi(argument[2]);
  const long warmUp = std::atol(argument[3]);
  const long events = std::atol(argument[4]);
  std::FILE* file = std::fopen(argument[5], "rb");
  if (!file) return 2;
  double value;
  armed.resize(entities);
  for (uint32_t i = 0; i < entities && std::fread(&value, 8, 1, file) == 1; i++) arm(value, i);
  while (std::fread(&value, 8, 1, file) == 1) delays.push_back(value);
  std::fclose(file);
  auto run = [&](long n) { isTimers ? timers(n, entities / 2) : hold(n); };
  run(warmUp);
  const std::clock_t start = std::clock();
  run(events);
  const double spentNs = 1e9 * (std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("{\"ns\": %.2f, \"lastUs\": %.0f, \"checksum\": %u}\n", spentNs / events, now,
              checksum);
}
