package hls

// The parts of playlists that tests try by themselves.
var (
	AppendDate = appendDate
	AppendRate = appendRate
)
