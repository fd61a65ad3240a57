package hls

// AppendRate is tested by itself.
var AppendRate = appendRate
