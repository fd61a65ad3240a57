package machine

// style is for a light page and a dark one. Colours tell workers, the rest of the
// process and others apart; so do texts and frames, for who sees no colours.
const style = `
    svg { font-family: system-ui, sans-serif; font-size: 12px; }
    .page { fill: #ffffff; } text { fill: #1c2733; } .h { font-size: 15px; font-weight: 600; } .m { fill: #5b6773; }
    .node { fill: #f6f7f9; stroke: #98a2ad; } .L3 { fill: #eef3fb; stroke: #4a6da7; } .L2, .cluster { fill: #ffffff; stroke: #98a2ad; }
    .free { fill: #ffffff; stroke: #98a2ad; } .rest { fill: #eaf6ec; stroke: #4c9a5b; } .shut { fill: #e4e7ea; stroke: #c0c6cc; } .slow { stroke-dasharray: 4 3; }
    .worker { fill: #2f5da8; stroke: #2f5da8; } text.on { fill: #ffffff; font-weight: 600; } .shard { fill: #ffd479; }
    @media (prefers-color-scheme: dark) {
      .page { fill: #12171d; } text { fill: #e6ebf0; } .m { fill: #9aa7b4; }
      .node { fill: #1a2129; stroke: #5b6773; } .L3 { fill: #1b2a40; stroke: #6f93cf; } .L2, .cluster { fill: #12171d; stroke: #5b6773; }
      .free { fill: #12171d; stroke: #7d8a97; } .rest { fill: #173322; stroke: #5fb673; } .shut { fill: #262d35; stroke: #3c454f; }
      .worker { fill: #3f72c4; stroke: #6f93cf; }
    }`

// keys are what is explained below the picture, if it is in there.
var keys = []struct{ class, text string }{
	{"worker", "a worker"}, {"rest", "the rest of the process"}, {"free", "free"}, {"free slow", "efficiency core, free"},
	{"rest slow", "efficiency core, the rest"}, {"shut", "not open to this process"}, {"shard", "a shard"},
}
